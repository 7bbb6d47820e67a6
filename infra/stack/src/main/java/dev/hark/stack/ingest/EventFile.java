package dev.hark.stack.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** A file of one event a line, or the standard input. */
record EventFile(String name, long size, Opener opener) implements InputFile {
  /** Some programs begin a file with it. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Opens it once. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /** By its name. */
  static boolean holdsEvents(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && (name.endsWith(".jsonl") || name.endsWith(".ndjson"));
  }

  /** Each line that is not blank. */
  @Override
  public void forEach(Consumer<EventLine> lines) throws IOException {
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
