package dev.hark.stack;

import dev.hark.stack.process.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.AppInfoParser;

/** Where the build has unpacked the servers. */
public record Distribution(Path folder) {
  public Distribution {
    if (!Files.isDirectory(folder.resolve("opensearch/lib"))) {
      throw new IllegalArgumentException(
          "no servers in "
              + folder
              + ": run `mvn -DskipTests package -pl infra/stack -am` in the project's root first");
    }
  }

  /** The system property {@code hark.distribution}, else beside this module's own classes. */
  public static Distribution find() {
    String given = System.getProperty("hark.distribution");
    return new Distribution(
        given != null
            ? Path.of(given)
            : JavaCommand.ownClasses().resolveSibling("distribution").toAbsolutePath());
  }

  public Path openSearch() {
    return folder.resolve("opensearch");
  }

  /** The broker is of the same version as the client. */
  public Path kafka() {
    return folder.resolve("kafka").resolve(AppInfoParser.getVersion());
  }

  public Path postgres() {
    return folder.resolve("postgres");
  }
}
