package dev.hark.stack.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatItMakesIsItsOwnersAlone() throws IOException {
    OwnerOnly.folder(folder.resolve("a/b"));
    OwnerOnly.file(folder.resolve("a/b/empty"));
    OwnerOnly.write(folder.resolve("a/b/text"), "secret");
    assertEquals("rwx------", permissions("a/b"));
    assertEquals("rw-------", permissions("a/b/empty"));
    assertEquals("rw-------", permissions("a/b/text"));
    OwnerOnly.write(folder.resolve("a/b/text"), "other");
    assertEquals("other", Files.readString(folder.resolve("a/b/text")));
    try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void takesFromOthersWhatWasThereBefore() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("data/inner"));
    Path text = Files.writeString(inner.resolve("text"), "secret");
    Path outside = Files.writeString(folder.resolve("outside"), "not ours");
    Files.createSymbolicLink(inner.resolve("link"), outside);
    Files.createSymbolicLink(inner.resolve("dangling"), folder.resolve("nowhere"));
    for (Path lax : new Path[] {inner.resolveSibling("."), inner}) {
      Files.setPosixFilePermissions(lax, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rwxr-xr--"));
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));

    OwnerOnly.folder(folder.resolve("data"));
    OwnerOnly.tree(folder.resolve("data"));

    assertEquals("rwx------", permissions("data"));
    assertEquals("rwx------", permissions("data/inner"));
    assertEquals("rwx------", permissions("data/inner/text"), "it may be a program");
    assertEquals("rw-r--r--", permissions("outside"), "a link is not what it leads to");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(FileAlreadyExistsException.class, () -> OwnerOnly.folder(file));
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }
}
