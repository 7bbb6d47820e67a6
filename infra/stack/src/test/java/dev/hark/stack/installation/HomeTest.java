package dev.hark.stack.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void makesItsDataFolderForItsOwnerAlone() throws IOException {
    Home home = new Home(folder, folder.resolve("a/data"));
    home.make();
    home.make();
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.data())));
  }

  /** Its owner could read what root keeps there. */
  @Test
  void refusesAFolderOfAnotherAccount() throws IOException {
    Home home = new Home(folder, folderOfAnotherAccount());
    var failure = assertThrows(UserException.class, home::make);
    assertTrue(
        String.valueOf(failure.getMessage()).contains("belongs to another account"),
        failure::getMessage);
  }

  /** As {@code /tmp} is, or somebody's home. */
  @Test
  void leavesAFolderAsItIsThatIsThereForOthers() throws IOException {
    Home home = new Home(folder, open("shared"));
    Files.createDirectory(home.logs());
    var failure = assertThrows(UserException.class, home::make);
    assertTrue(
        String.valueOf(failure.getMessage()).contains("set HARK_DATA_DIR"), failure::getMessage);
    assertEquals("rwxrwxrwx", permissions(home.data()));
    assertFalse(Files.exists(home.lock()));
  }

  @Test
  void takesAnEmptyFolderAndOneThatIsHarks() throws IOException {
    Home empty = new Home(folder, open("empty"));
    empty.make();
    assertEquals("rwx------", permissions(empty.data()));
    Home earlier = new Home(folder, open("earlier"));
    Files.createDirectory(earlier.data().resolve("postgres"));
    earlier.make();
    assertEquals("rwx------", permissions(earlier.data()));
  }

  /** Nobody loses anything by it. */
  @Test
  void takesAFolderThatNobodyElseCanOpen() throws IOException {
    Home home = new Home(folder, folder.resolve("own"));
    home.make();
    Files.createDirectory(home.data().resolve("transcripts"));
    home.make();
  }

  private Path open(String name) throws IOException {
    Path open = Files.createDirectory(folder.resolve(name));
    return Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path folderOfAnotherAccount() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Path.of("/");
    }
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.setAttribute(other, "unix:uid", 65_534);
    return other;
  }

  @Test
  void takesWhatRunsHaveWrittenFromOthersAndNothingElse() throws IOException {
    Home home = new Home(folder, folder);
    Path log = Files.createDirectories(home.logs()).resolve("gateway.log");
    Path other = folder.resolve("not-of-hark");
    for (Path file : new Path[] {log, other}) {
      Files.writeString(file, "");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
    home.takeFromOthers();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
    assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
  }
}
