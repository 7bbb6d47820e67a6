package dev.hark.stack.installation;

import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The project's folder and the folder of its data. */
public record Home(Path root, Path data) {
  // What a run writes; all that --fresh may remove, should the data folder hold anything else.
  private static final List<String> OURS =
      List.of(
          "opensearch",
          "kafka",
          "postgres",
          "logs",
          "cache",
          "demo.json",
          KeptSecret.INTERNAL_TOKEN.file(),
          KeptSecret.WEBHOOK_KEY.file(),
          "postgres-passwords",
          "up.state");

  // Such folders other programs have too.
  private static final Set<String> COMMON = Set.of("logs", "cache");
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.copyOf(PosixFilePermissions.fromString("---rwxrwx"));

  /** From {@code hark.root}, which the scripts set, and {@code HARK_DATA_DIR}. */
  public static Home find(Map<String, String> environment) {
    Path root = Path.of(System.getProperty("hark.root", ".")).toAbsolutePath().normalize();
    String data = environment.getOrDefault("HARK_DATA_DIR", "");
    return new Home(
        root,
        data.isBlank() ? root.resolve("infra/.data") : Path.of(data).toAbsolutePath().normalize());
  }

  public Path logs() {
    return data.resolve("logs");
  }

  public Path state() {
    return data.resolve("up.state");
  }

  public Path lock() {
    return data.resolve("up.lock");
  }

  public Path demo() {
    return data.resolve("demo.json");
  }

  public Path samples() {
    return root.resolve("infra/samples");
  }

  /** The jar that the build has made of a module. */
  public Path jar(String module, String artifact) {
    Path target = root.resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(f -> f.getFileName().toString().matches(artifact + "-[0-9][^/]*\\.jar"))
          .findFirst()
          .orElseThrow(() -> notBuilt(module));
    } catch (IOException e) {
      throw notBuilt(module);
    }
  }

  private static UserException notBuilt(String module) {
    return new UserException(module + " is not built: run `mvn -DskipTests package` first");
  }

  /**
   * Makes the folder of the data, which no other account can open.
   *
   * @throws UserException when it is another account's, or is there for others
   */
  public void make() throws IOException {
    if (Files.isDirectory(data)) {
      UserPrincipal owner = Files.getOwner(data);
      if (!owner.equals(account())) {
        throw new UserException(
            "%s belongs to another account (%s): give it to this one, or set HARK_DATA_DIR"
                .formatted(data, owner.getName()));
      }
      if (isOpenToOthers() && !isEmpty() && !holdsOurs()) {
        throw new UserException(
            data
                + " holds other files, none of Hark's, and other accounts can open it: set"
                + " HARK_DATA_DIR to a folder for Hark alone");
      }
    }
    OwnerOnly.folder(data);
  }

  private boolean isOpenToOthers() throws IOException {
    return !Collections.disjoint(Files.getPosixFilePermissions(data), OF_OTHERS);
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.findAny().isEmpty();
    }
  }

  private boolean holdsOurs() {
    return Files.exists(lock())
        || OURS.stream().anyMatch(n -> !COMMON.contains(n) && Files.exists(data.resolve(n)));
  }

  /** The one that this process runs as. */
  private static UserPrincipal account() throws IOException {
    Path own = Files.createTempFile("hark", ".owner");
    try {
      return Files.getOwner(own);
    } finally {
      Files.delete(own);
    }
  }

  /** Takes what runs have written from other accounts, whatever umask they had. */
  public void takeFromOthers() throws IOException {
    for (String name : OURS) {
      Path path = data.resolve(name);
      if (Files.exists(path)) {
        OwnerOnly.tree(path);
      }
    }
  }

  /** Removes the data of every earlier run. */
  public void clear() {
    for (String name : OURS) {
      remove(data.resolve(name));
    }
  }

  private static void remove(Path path) {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
