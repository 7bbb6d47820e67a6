package dev.hark.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A line of {@code same-words.txt} of the module {@code words}. */
record SameWord(String said, String asked, List<String> foundBy, String why) {
  private static final Path FILE = Path.of("../words/src/test/resources/same-words.txt");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  static Stream<SameWord> all() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(SameWord::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SameWord read(String line) {
    String[] fields =
        ESCAPE
            .matcher(line)
            .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)))
            .split(" \\| ", 4);
    return new SameWord(fields[0], fields[1], List.of(fields[2].split(" ", 2)), fields[3]);
  }
}
