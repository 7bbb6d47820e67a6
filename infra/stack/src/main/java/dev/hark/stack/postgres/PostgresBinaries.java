package dev.hark.stack.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs, unpacked from their archive by the first that needs them. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The folder with {@code bin/postgres}. Several processes may ask at once. */
  static Path unpacked(Path distribution) throws IOException {
    Path home = distribution.resolve("home");
    try (FileChannel channel =
        FileChannel.open(
            distribution.resolve("unpack.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      channel.lock();
      if (!Files.isDirectory(home)) {
        Path half = Files.createTempDirectory(distribution, "unpacking");
        unpack(archive(distribution), half);
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return home;
  }

  private static Path archive(Path distribution) throws IOException {
    try (Stream<Path> files = Files.list(distribution)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(".txz"))
          .findFirst()
          .orElseThrow(() -> new IOException("no PostgreSQL archive in " + distribution));
    }
  }

  private static void unpack(Path archive, Path into) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        var tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        Path target = into.resolve(e.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException(archive + " holds a path outside of itself: " + e.getName());
        }
        write(tar, e, target);
      }
    }
  }

  private static void write(InputStream content, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
