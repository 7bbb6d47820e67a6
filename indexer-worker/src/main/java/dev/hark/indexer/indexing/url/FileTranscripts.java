package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Transcripts in folders that were named as allowed; no link and no {@code ..} leads out. */
final class FileTranscripts {
  private final List<Path> folders;

  FileTranscripts(List<Path> folders) {
    this.folders = folders;
  }

  /** Nothing when it is large and has no place now. */
  Optional<byte[]> read(URI url, Place place) throws IOException {
    Path file = realPath(check(url));
    if (!isInside(file)) {
      throw notAllowed();
    }
    if (!Files.isRegularFile(file)) {
      throw notFound();
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return Bounded.read(bytes, place);
    }
  }

  /** The file that is named, if it may be by its name. */
  Path check(URI url) {
    Path named = path(url);
    if (folders.stream()
        .noneMatch(folder -> named.startsWith(folder.toAbsolutePath().normalize()))) {
      throw notAllowed();
    }
    return named;
  }

  private static Path path(URI url) {
    try {
      return Path.of(url).toAbsolutePath().normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw notAllowed();
    }
  }

  private static Path realPath(Path named) throws IOException {
    try {
      return named.toRealPath();
    } catch (NoSuchFileException e) {
      throw notFound();
    }
  }

  private boolean isInside(Path file) throws IOException {
    for (Path folder : folders) {
      if (Files.isDirectory(folder) && file.startsWith(folder.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private static UnacceptableEventException notAllowed() {
    return new UnacceptableEventException(
        ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED,
        "data.transcript_url: expected a file under a folder of hark.transcripts.folders");
  }

  private static UnacceptableEventException notFound() {
    return new UnacceptableEventException(
        ErrorCode.TRANSCRIPT_NOT_FOUND, "data.transcript_url: there is no such file");
  }
}
