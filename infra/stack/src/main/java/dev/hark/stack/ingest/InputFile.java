package dev.hark.stack.ingest;

import dev.hark.stack.installation.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A file that is published: of one event a line, or one transcript. */
sealed interface InputFile permits EventFile, TranscriptFile {
  /** What the transcripts in a folder are called; a file that is named is taken whatever it is. */
  Set<String> TRANSCRIPTS = Set.of("vtt", "srt", "json", "txt", "md");

  String name();

  /** In bytes; 0 where nobody knows. */
  long size();

  /** Hands on each event in it, in order. */
  void forEach(Consumer<EventLine> lines) throws IOException;

  /** The files that the arguments of the command mean: files, folders, or {@code -}. */
  static List<InputFile> all(
      List<String> arguments, InputStream input, TranscriptFile.Details details)
      throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (String argument : arguments) {
      Path path = Path.of(argument);
      if (argument.equals("-")) {
        files.add(new EventFile("(input)", 0, () -> input));
      } else if (Files.isDirectory(path)) {
        files.addAll(inFolder(path, details));
      } else {
        files.add(of(path, String.valueOf(path.getFileName()), details));
      }
    }
    check(files, details);
    return files;
  }

  /** Transcripts only where it is said whose they are: other files may lie beside events. */
  private static List<InputFile> inFolder(Path folder, TranscriptFile.Details details)
      throws IOException {
    List<InputFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(path -> isWanted(path, details)).sorted().toList()) {
        files.add(of(path, folder.relativize(path).toString(), details));
      }
    }
    if (files.isEmpty()) {
      throw new UserException(
          folder
              + " holds no .jsonl or .ndjson file; transcripts in it ("
              + String.join(", ", TRANSCRIPTS.stream().sorted().toList())
              + ") are taken with --end-user");
    }
    return files;
  }

  private static boolean isWanted(Path path, TranscriptFile.Details details) {
    return Files.isRegularFile(path)
        && (EventFile.holdsEvents(path)
            || (details.endUser().isPresent() && TRANSCRIPTS.contains(suffix(path))));
  }

  private static String suffix(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static InputFile of(Path path, String name, TranscriptFile.Details details)
      throws IOException {
    if (!Files.isReadable(path)) {
      throw new UserException(path + " is not there or cannot be read");
    }
    return EventFile.holdsEvents(path)
        ? new EventFile(path.toString(), Files.size(path), () -> Files.newInputStream(path))
        : new TranscriptFile(path, name, Files.size(path), details);
  }

  private static void check(List<InputFile> files, TranscriptFile.Details details) {
    long transcripts = files.stream().filter(TranscriptFile.class::isInstance).count();
    if (transcripts > 0 && details.endUser().isEmpty()) {
      throw new UserException("transcripts need --end-user: whose they are, such as eu_ana");
    }
    if (transcripts > 1 && (details.title().isPresent() || details.externalId().isPresent())) {
      throw new UserException("--title and --external-id are for a single transcript");
    }
  }
}
