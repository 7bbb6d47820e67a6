package dev.hark.interpretation.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the file of a language; its form is in the README of the module. */
final class LanguageFile {
  static final String NEEDS_PREPOSITION = "needs-preposition";

  private static final Map<Symbol, Class<? extends Enum<?>>> NAMED_VALUES =
      new EnumMap<>(
          Map.of(
              Symbol.UNIT, Unit.class,
              Symbol.UNITS, Unit.class,
              Symbol.CLOCK_UNIT, Unit.class,
              Symbol.PART, Part.class,
              Symbol.PART_TODAY, Part.class,
              Symbol.PART_YESTERDAY, Part.class));

  private final Language language = new Language();
  private final Set<String> sections = new TreeSet<>();
  private String section = "";

  private LanguageFile() {}

  static Language read(String name) {
    LanguageFile file = new LanguageFile();
    file.lines(name).forEach(file::line);
    file.language.join();
    return file.language;
  }

  /** The names of the sections that a file has. */
  static Set<String> sections(String name) {
    LanguageFile file = new LanguageFile();
    file.lines(name).forEach(file::line);
    return file.sections;
  }

  private List<String> lines(String name) {
    try (InputStream file = LanguageFile.class.getResourceAsStream(name + ".txt")) {
      if (file == null) {
        throw new IllegalArgumentException("no file of the language " + name);
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void line(String line) {
    if (line.startsWith("[") && line.endsWith("]")) {
      section = line.substring(1, line.length() - 1);
      if (!sections.add(section)) {
        throw new IllegalArgumentException("a section must be there once, not twice: " + section);
      }
    } else if (!line.isBlank() && !line.startsWith("#")) {
      String name = section.toUpperCase(Locale.ROOT).replace('-', '_');
      entry(name, line.strip());
    }
  }

  private void entry(String name, String line) {
    if (section.equals(NEEDS_PREPOSITION)) {
      for (String meaning : line.split(", *", -1)) {
        language
            .needPreposition()
            .add(Meaning.valueOf(meaning.toUpperCase(Locale.ROOT).replace('-', '_')));
      }
    } else if (isMeaning(name)) {
      pattern(Meaning.valueOf(name), line);
    } else {
      words(Symbol.valueOf(name), line);
    }
  }

  private static boolean isMeaning(String name) {
    return Arrays.stream(Meaning.values()).anyMatch(meaning -> meaning.name().equals(name));
  }

  private void pattern(Meaning meaning, String line) {
    for (List<Object> sequence : Pattern.sequences(line)) {
      language.patterns(meaning.level()).add(sequence, meaning);
      for (Object element : sequence) {
        if (element instanceof String word && Character.isLetter(word.codePointAt(0))) {
          language.words().add(List.of(word), new Language.Word(Symbol.FUNCTION, 0));
        }
      }
    }
  }

  private void words(Symbol symbol, String line) {
    int colon = symbol.kind() == Symbol.Kind.VALUES ? line.indexOf(':') : -1;
    int value = colon < 0 ? 0 : value(symbol, line.substring(0, colon));
    for (String entry : line.substring(colon + 1).strip().split(", *", -1)) {
      if (symbol == Symbol.NTH_SUFFIX) {
        language.ordinalSuffixes().add(entry);
      } else if (symbol == Symbol.COMPOUND) {
        language.compounds().add(entry);
      } else if (entry.indexOf('*') >= 0) {
        language.affixes(symbol).add(entry);
      } else {
        for (List<Object> sequence : Pattern.sequences(entry)) {
          language.add(sequence, new Language.Word(symbol, value));
        }
      }
    }
  }

  private static int value(Symbol symbol, String name) {
    Class<? extends Enum<?>> names = NAMED_VALUES.get(symbol);
    if (names == null) {
      return Integer.parseInt(name);
    }
    Enum<?>[] constants = names.getEnumConstants();
    for (int i = 0; i < constants.length; i++) {
      if (constants[i].name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("unknown value of " + symbol.section() + ": " + name);
  }
}
