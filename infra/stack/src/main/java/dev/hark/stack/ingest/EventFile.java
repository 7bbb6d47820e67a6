package dev.hark.stack.ingest;

import dev.hark.stack.installation.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A file of one event a line, or the standard input. */
record EventFile(String name, long size, Opener opener) {
  /** Some programs begin a file with it. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Opens it once. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /** The files that the arguments of the command mean: files, folders, or {@code -}. */
  static List<EventFile> all(List<String> arguments, InputStream input) throws IOException {
    List<EventFile> files = new ArrayList<>();
    for (String argument : arguments) {
      Path path = Path.of(argument);
      if (argument.equals("-")) {
        files.add(new EventFile("(input)", 0, () -> input));
      } else if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else {
        files.add(of(path));
      }
    }
    return files;
  }

  private static List<EventFile> inFolder(Path folder) throws IOException {
    List<EventFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(EventFile::holdsEvents).sorted().toList()) {
        files.add(of(path));
      }
    }
    if (files.isEmpty()) {
      throw new UserException(folder + " holds no .jsonl or .ndjson file");
    }
    return files;
  }

  private static EventFile of(Path path) throws IOException {
    if (!Files.isReadable(path)) {
      throw new UserException(path + " is not there or cannot be read");
    }
    if (!holdsEvents(path)) {
      throw new UserException(
          path
              + ": not supported yet: only .jsonl and .ndjson, one event a line, can be published");
    }
    return new EventFile(path.toString(), Files.size(path), () -> Files.newInputStream(path));
  }

  private static boolean holdsEvents(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && (name.endsWith(".jsonl") || name.endsWith(".ndjson"));
  }

  /** Hands on each line that is not blank, in order. */
  void forEach(Consumer<EventLine> lines) throws IOException {
    long number = 0;
    try (InputStream stream = opener.open();
        var reader =
            new BufferedReader(
                new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (!text.isBlank()) {
          lines.accept(EventLine.parse(new Event.Source(name, number), text));
        }
      }
    } catch (CharacterCodingException e) {
      lines.accept(
          new EventLine.Refused(new Event.Source(name, number + 1), "not UTF-8 from here on"));
    }
  }
}
