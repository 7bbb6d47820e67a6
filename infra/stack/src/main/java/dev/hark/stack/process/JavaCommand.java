package dev.hark.stack.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the command line of a JVM with the JDK that this one runs on. */
public final class JavaCommand {
  private final List<String> line = new ArrayList<>();

  private JavaCommand() {
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  /**
   * A JVM with what all of the stack's JVMs share: small idle memory before the last throughput.
   */
  public static JavaCommand withHeap(String initial, String most) {
    return new JavaCommand()
        .add("-Xms" + initial, "-Xmx" + most)
        .add("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError")
        .add("-Dfile.encoding=UTF-8", "-Duser.timezone=UTC");
  }

  /**
   * One of Hark's own services, with what {@code infra/build/startup-cache} has kept of it if that
   * is there. Most of what it holds under load lives for as long as an answer is written, hence a
   * small young generation. The old one has its size from the start, which takes no memory before
   * it is used: a heap that has to grow does so by collecting all of it, which took 0.9 s once
   * while two cores were full.
   */
  public static JavaCommand service(Path jar, String most, String... options) {
    JavaCommand command =
        withHeap(most, most)
            .add("-Xmn32m")
            .add("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
            .add(options);
    Path cache = Path.of(jar.toString().replaceAll("\\.jar$", ".aot"));
    if (Files.exists(cache)) {
      // One that does not fit, such as an older one, is not used, and no line need say so.
      command.add("-XX:AOTCache=" + cache, "-Xlog:aot*=off");
    }
    return command.add("-jar", jar.toString());
  }

  public JavaCommand add(String... more) {
    line.addAll(List.of(more));
    return this;
  }

  /**
   * Runs a main class of this module with the module's own classes and the given jars. The module's
   * jar names no class path of its own, which would put its libraries before the server's.
   */
  public JavaCommand ownMain(String mainClass, Path jars) {
    return add("-cp", ownClasses() + System.getProperty("path.separator") + jars.resolve("*"))
        .add(mainClass);
  }

  public List<String> line() {
    return List.copyOf(line);
  }

  /** The jar or folder that this module's classes were loaded from. */
  public static Path ownClasses() {
    try {
      return Path.of(JavaCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this module's classes are not in files", e);
    }
  }
}
