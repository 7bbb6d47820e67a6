package dev.hark.stack;

import dev.hark.stack.process.JavaCommand;
import dev.hark.stack.process.OwnerOnly;
import dev.hark.stack.process.RunningProgram.ProgramFailedException;
import dev.hark.stack.process.Sessions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds the stack of a Maven run, or starts its process; one caller at a time, over all JVMs. */
final class SharedStackClient {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Path folder;

  SharedStackClient(Path folder) {
    this.folder = folder;
  }

  Stack stack() {
    try {
      OwnerOnly.folder(folder);
      // Beside the folder, which is removed with the stack.
      try (FileChannel channel =
          FileChannel.open(
              folder.resolveSibling(folder.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        channel.lock();
        Optional<SharedStackState> there = SharedStackState.read(folder);
        return new Stack(there.isPresent() ? there.get().ports() : start().ports(), folder);
      }
    } catch (IOException e) {
      throw new ProgramFailedException("no shared stack in " + folder + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProgramFailedException("interrupted while waiting for the shared stack", e);
    }
  }

  private SharedStackState start() throws IOException, InterruptedException {
    Path log = folder.resolve("stack.log");
    Process process =
        new ProcessBuilder(Sessions.detached(command(folder, owner().pid())))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    Instant end = Instant.now().plus(START_LIMIT);
    while (Instant.now().isBefore(end)) {
      Optional<SharedStackState> there = SharedStackState.read(folder);
      if (there.isPresent()) {
        return there.get();
      }
      if (!process.isAlive()) {
        throw new ProgramFailedException("the shared stack has failed:\n" + Files.readString(log));
      }
      // Another process writes the file; a look costs less than a watch service.
      Thread.sleep(50);
    }
    process.destroy();
    throw new ProgramFailedException("the shared stack is not ready after " + START_LIMIT);
  }

  static List<String> command(Path folder, long owner) {
    return JavaCommand.withHeap("32m", "128m")
        .add("-Dhark.distribution=" + Distribution.find().folder())
        .add("-cp", System.getProperty("java.class.path"))
        .add(SharedStackMain.class.getName(), folder.toAbsolutePath().toString())
        .add(Long.toString(owner))
        .line();
  }

  /** The Maven process: the nearest ancestor that is a JVM. Without one it is this JVM. */
  private static ProcessHandle owner() {
    ProcessHandle self = ProcessHandle.current();
    for (var up = self.parent(); up.isPresent(); up = up.get().parent()) {
      if (up.get().info().command().orElse("").endsWith("java")) {
        return up.get();
      }
    }
    return self;
  }
}
