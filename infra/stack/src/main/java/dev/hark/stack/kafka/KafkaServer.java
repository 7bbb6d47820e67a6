package dev.hark.stack.kafka;

import dev.hark.stack.Distribution;
import dev.hark.stack.process.FreePorts;
import dev.hark.stack.process.JavaCommand;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * A Kafka node on the loopback interface that is broker and controller. Topics are never created by
 * use; records of up to 40 MiB pass.
 */
public final class KafkaServer implements Program {
  /** Events may have 32 MiB; the rest is for their headers and the batch around them. */
  public static final int LARGEST_RECORD = 40 << 20;

  private final Distribution distribution;
  private final Path data;
  private final int port;
  private final int advertisedPort;

  public KafkaServer(Distribution distribution, Path data, int port) {
    this(distribution, data, port, port);
  }

  /** As a client behind a proxy sees it: it is told to come back to the advertised port. */
  public KafkaServer(Distribution distribution, Path data, int port, int advertisedPort) {
    this.distribution = distribution;
    this.data = data;
    this.port = port;
    this.advertisedPort = advertisedPort;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Command prepare() throws IOException {
    Files.createDirectories(data);
    Path configuration = data.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(configuration)) {
      properties().store(out, "Written anew at each start");
    }
    return new Command(
        JavaCommand.withHeap("96m", "384m")
            .add("-Dorg.slf4j.simpleLogger.showDateTime=true")
            .add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS")
            .add("-Dorg.slf4j.simpleLogger.logFile=System.out")
            .add("-Dorg.slf4j.simpleLogger.defaultLogLevel=info")
            .add("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")
            .ownMain(KafkaMain.class.getName(), distribution.kafka())
            .add(configuration.toString())
            .line());
  }

  private Properties properties() {
    Properties p = new Properties();
    // The controller speaks to itself alone: any port, another one each time.
    int controller = FreePorts.next();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertisedPort);
    p.setProperty("log.dirs", data.resolve("log").toAbsolutePath().toString());
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("message.max.bytes", Integer.toString(LARGEST_RECORD));
    p.setProperty("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD));
    singleReplicas(p);
    modest(p);
    return p;
  }

  private static void singleReplicas(Properties p) {
    p.setProperty("default.replication.factor", "1");
    p.setProperty("min.insync.replicas", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.num.partitions", "4");
  }

  private static void modest(Properties p) {
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "4");
    p.setProperty("background.threads", "4");
    p.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
    // A first member of a group need not wait for others: there are none that start with it.
    p.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  @Override
  public Readiness probe() {
    return new KafkaTopics("127.0.0.1:" + port).probe();
  }

  @Override
  public Duration grace() {
    return Duration.ofSeconds(20);
  }
}
