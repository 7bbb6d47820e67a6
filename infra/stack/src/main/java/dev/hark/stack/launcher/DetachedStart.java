package dev.hark.stack.launcher;

import dev.hark.stack.Distribution;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.RunState;
import dev.hark.stack.installation.UserException;
import dev.hark.stack.process.JavaCommand;
import dev.hark.stack.process.OwnerOnly;
import dev.hark.stack.process.Sessions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts a launcher that stays when this process returns, and waits until it is ready. */
record DetachedStart(Home home, UpOptions options, PrintStream out) {
  /** Set for the process that stays: its output is a file, and a report holds keys. */
  static final String SILENT = "hark.report.none";

  Report report() throws IOException, InterruptedException {
    // Not in the folder of the logs: a fresh start removes that one.
    Path log = home.data().resolve("up.log");
    OwnerOnly.file(log);
    Process launcher =
        new ProcessBuilder(Sessions.detached(command()))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread onInterrupt = new Thread(launcher::destroy);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    Report report = await(launcher, log);
    Runtime.getRuntime().removeShutdownHook(onInterrupt);
    return report;
  }

  private Report await(Process launcher, Path log) throws IOException, InterruptedException {
    int shown = 0;
    while (true) {
      List<String> lines = Files.readAllLines(log);
      for (; shown < lines.size(); shown++) {
        if (!lines.get(shown).startsWith("{")) {
          out.println(lines.get(shown));
        }
      }
      Optional<RunState> state = RunState.read(home).filter(s -> s.pid() == launcher.pid());
      if (state.isPresent() && state.get().phase() == RunState.Phase.READY) {
        return Report.of(home, state.get());
      }
      if (!launcher.isAlive()) {
        throw new UserException("Hark did not start; see " + log);
      }
      // The launcher is another process, known by the file that it writes.
      Thread.sleep(100);
    }
  }

  private List<String> command() {
    return JavaCommand.withHeap("32m", "128m")
        .add("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .add("-Dhark.root=" + home.root(), "-D" + SILENT + "=true")
        .add("-Dhark.distribution=" + Distribution.find().folder())
        .add("-cp", System.getProperty("java.class.path"), UpCommand.class.getName())
        .add(options.detached().toArray(String[]::new))
        .line();
  }
}
