package dev.hark.stack.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Another account of this machine, as far as this one may act as it: root alone may. */
final class OtherAccount {
  private static final int NOBODY = 65_534;
  private static final boolean MAY_ACT = "root".equals(System.getProperty("user.name"));

  private OtherAccount() {}

  /** A folder above the data of a test that nobody else may go through. */
  static boolean isHidden(Path folder) throws IOException {
    return folder.startsWith(Path.of(System.getProperty("java.io.tmpdir")))
        && !folder.equals(Path.of(System.getProperty("java.io.tmpdir")))
        && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  /**
   * What it can open of a folder and all that is in it, and whatever has a permission for others,
   * although a folder above may keep them from it.
   */
  static List<Path> mayOpen(Path folder) throws IOException, InterruptedException {
    List<Path> open = new ArrayList<>();
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.toList();
    }
    for (Path path : all) {
      if (!Files.isSymbolicLink(path) && isForOthers(path)) {
        open.add(path);
      }
    }
    if (MAY_ACT) {
      open.addAll(readableByNobody(all));
    }
    return open;
  }

  private static boolean isForOthers(Path path) throws IOException {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return permissions.stream().anyMatch(each -> !each.name().startsWith("OWNER"));
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static List<Path> readableByNobody(List<Path> paths)
      throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "sh",
                "-c",
                "while IFS= read -r each; do"
                    + " if [ -d \"$each\" ]; then ls \"$each\"; else head -c 1 \"$each\"; fi"
                    + " >/dev/null 2>&1 && printf '%s\\n' \"$each\"; done; exit 0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofVirtual()
        .start(
            () -> {
              try (var writer = shell.outputWriter(StandardCharsets.UTF_8)) {
                for (Path path : paths) {
                  writer.write(path + "\n");
                }
              } catch (IOException ended) {
                // Its exit code tells.
              }
            });
    List<Path> readable;
    try (var reader = shell.inputReader(StandardCharsets.UTF_8)) {
      readable = reader.lines().map(Path::of).toList();
    }
    if (shell.waitFor() != 0) {
      throw new IllegalStateException("cannot act as another account: " + shell.exitValue());
    }
    return readable;
  }
}
