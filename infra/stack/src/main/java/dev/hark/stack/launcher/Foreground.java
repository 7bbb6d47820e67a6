package dev.hark.stack.launcher;

import dev.hark.stack.Distribution;
import dev.hark.stack.StackServers;
import dev.hark.stack.StackServers.Durability;
import dev.hark.stack.ingest.SearchService;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.KeptSecret;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.RunState;
import dev.hark.stack.installation.RunState.Phase;
import dev.hark.stack.installation.Terminal;
import dev.hark.stack.kafka.KafkaServer;
import dev.hark.stack.kafka.KafkaTopics;
import dev.hark.stack.postgres.Passwords;
import dev.hark.stack.process.OwnerOnly;
import dev.hark.stack.process.ProcessGuard;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The launcher that stays: starts everything, shows it, and ends it on Ctrl-C or SIGTERM. */
final class Foreground {
  private static final int EVENT_PARTITIONS = 6;
  // What a killed launcher left is asked to end at once and killed after five seconds.
  private static final Duration LEFT_OVERS = Duration.ofSeconds(15);

  // Reached only when something is wrong: a first start takes half a minute on two cores.
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final Map<String, String> environment;
  private final UpOptions options;
  private final PrintStream out;
  private final Screen screen;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Conductor conductor;
  private Phase phase = Phase.STARTING;
  private String message = "";
  private String internalToken = "";
  private @Nullable Ports ports;

  Foreground(
      Home home,
      Map<String, String> environment,
      UpOptions options,
      PrintStream out,
      PrintStream screenOut) {
    this.home = home;
    this.environment = environment;
    this.options = options;
    this.out = out;
    this.screen = Screen.on(screenOut, options.json ? Terminal.isError() : Terminal.isOutput());
  }

  /** Returns when everything has ended again. */
  void run(RunLock lock) throws IOException, InterruptedException {
    try (lock) {
      prepare();
      Runtime.getRuntime().addShutdownHook(new Thread(this::endOnSignal, "end-on-signal"));
      start();
      ended.await();
    }
  }

  private void prepare() throws IOException {
    Ports wanted = Ports.from(environment);
    boolean mayBeLeft = RunState.read(home).isPresent();
    PortCheck.requireFree(wanted, mayBeLeft ? LEFT_OVERS : Duration.ZERO);
    if (options.fresh) {
      home.clear();
    }
    home.takeFromOthers();
    OwnerOnly.folder(home.logs());
    internalToken = KeptSecret.INTERNAL_TOKEN.make(home, environment);
    ports = wanted;
    conductor =
        new Conductor(
            StackServers.programs(
                Distribution.find(), home.data(), wanted.servers(), Durability.KEPT),
            Services.all(
                home, wanted, internalToken, KeptSecret.WEBHOOK_KEY.make(home, environment)),
            home.logs(),
            ProcessGuard.start(),
            START_LIMIT,
            this::changed);
    record();
    screen.show(conductor.all());
  }

  private void start() throws IOException, InterruptedException {
    Conductor all = Objects.requireNonNull(conductor);
    Ports open = Objects.requireNonNull(ports);
    try {
      all.startServers();
      topics(open);
      all.startServices();
      DemoProject demo = new Demo(home, open, search(open), screen::say).make(!options.noDemo);
      tell(Phase.READY, "");
      Report report = new Report(home, open, demo, all.pids(), Passwords.read(home.data()));
      if (Boolean.getBoolean(DetachedStart.SILENT)) {
        return;
      }
      if (options.json) {
        out.println(report.json());
        out.flush();
      } else {
        screen.say(report.text());
      }
    } catch (IOException | RuntimeException e) {
      tell(Phase.FAILED, String.valueOf(e.getMessage()));
      all.stop();
      throw e;
    }
  }

  private SearchService search(Ports open) {
    return new SearchService(open.address(Ports.Listener.SEARCH), internalToken, environment);
  }

  private static void topics(Ports ports) {
    KafkaTopics topics = new KafkaTopics(ports.address(Ports.Listener.KAFKA));
    Map<String, String> settings =
        Map.of("max.message.bytes", Integer.toString(KafkaServer.LARGEST_RECORD));
    topics.create("recording-events", EVENT_PARTITIONS, settings);
    topics.create("recording-events.dlq", EVENT_PARTITIONS, settings);
    topics.create("recording-events.fetch", EVENT_PARTITIONS, settings);
    topics.create("recording-events.bulk", EVENT_PARTITIONS, settings);
    topics.create("recording-outcomes", EVENT_PARTITIONS, Map.of());
  }

  private void changed(Supervisor service) {
    screen.changed(service);
    recordOrSay();
  }

  private synchronized void tell(Phase now, String why) {
    phase = now;
    message = why;
    recordOrSay();
  }

  /** What runs goes on: a full disk is no reason to watch the services no more. */
  private void recordOrSay() {
    try {
      record();
    } catch (UncheckedIOException e) {
      screen.say("cannot write " + home.state() + ": " + e.getCause());
    }
  }

  private synchronized void record() {
    if (conductor != null && ports != null) {
      RunState.of(phase, message, ports, conductor.pids()).write(home);
    }
  }

  private void endOnSignal() {
    if (ended.getCount() == 0 || conductor == null || phase == Phase.FAILED) {
      return;
    }
    screen.say("stopping");
    conductor.stop();
    try {
      Files.deleteIfExists(home.state());
    } catch (IOException e) {
      screen.say("cannot remove " + home.state() + ": " + e);
    }
    // To be asked to end and to have ended in order is no failure, whatever the signal.
    Runtime.getRuntime().halt(0);
  }
}
