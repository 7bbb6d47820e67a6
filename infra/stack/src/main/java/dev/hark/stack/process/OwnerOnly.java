package dev.hark.stack.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files and folders that no other account of the machine can open, whatever the umask. */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final FileAttribute<?> FOLDER = PosixFilePermissions.asFileAttribute(OWNER);
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private OwnerOnly() {}

  /** Makes the folder; takes it from others when it is there. */
  public static void folder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, FOLDER);
    } catch (FileAlreadyExistsException there) {
      Files.createDirectories(folder);
      takeFromOthers(folder);
    }
  }

  /** Makes an empty file unless it is there; takes it from others when it is. */
  public static void file(Path file) throws IOException {
    try {
      Files.createFile(file, FILE);
    } catch (FileAlreadyExistsException there) {
      takeFromOthers(file);
    }
  }

  /** Writes the whole file in one step: others who look see the old one, then the new one. */
  public static void write(Path file, String text) throws IOException {
    Path half = Files.createTempFile(file.toAbsolutePath().getParent(), "half", ".new", FILE);
    try {
      Files.writeString(half, text);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /** Takes a folder, and all that is in it, from others. Follows no links. */
  public static void tree(Path folder) throws IOException {
    takeFromOthers(folder);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            takeFromOthers(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isSymbolicLink()) {
              takeFromOthers(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private static void takeFromOthers(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.retainAll(OWNER)) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /** The command line that runs the given one so that what it makes is its owner's alone. */
  static List<String> command(List<String> line) {
    List<String> whole = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
    whole.addAll(line);
    return whole;
  }
}
