package dev.hark.interpretation.counting;

import dev.hark.interpretation.counting.CountedQuestion.Kind;
import dev.hark.interpretation.counting.CountedQuestion.Unit;
import dev.hark.interpretation.counting.CountedQuestion.Who;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How one language asks for numbers and lists. A table has words that stand for each other, {@code
 * name = word | word}, and the questions, {@code count moments: how often {aux} {who} {say}
 * {what}}, in which names stand for their words, {@code who} for somebody, {@code what} for what is
 * counted and {@code noun} for at most three words that name a thing.
 */
final class CountingTable {
  static final int MOST_MARKS = 16;

  private static final char FIRST_MARK = '\ue000';
  private static final String MARK = "[\ue000-\ue00f]";
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
  private static final int MOST_WORDS = 6;
  private static final int MOST_OF_NOUN = 3;
  private static final Pattern QUESTION = Pattern.compile("(count|list) (moments|recordings):(.+)");

  private final Map<String, List<String>> words = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Pattern polite;
  private final Pattern determiner;
  private final Pattern tail;
  private final Pattern or;

  /** A way to ask. */
  private record Asked(Kind kind, Unit unit, boolean noun, Pattern pattern) {}

  private CountingTable(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        add(line);
      }
    }
    this.polite = Pattern.compile("^" + group("polite") + " ");
    this.determiner = Pattern.compile("^(?:" + group("determiner") + " |[ld]')");
    this.tail = Pattern.compile(" (?:" + group("tail") + "|" + group("filler") + ")$");
    this.or = Pattern.compile("(?:^| )" + group("or") + "(?: |$)");
  }

  static CountingTable of(String language) {
    String name = language + ".txt";
    try (InputStream in = CountingTable.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8))) {
      return new CountingTable(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stands for who is named in this place. */
  static char mark(int place) {
    return (char) (FIRST_MARK + place);
  }

  private void add(String line) {
    Matcher question = QUESTION.matcher(line);
    if (question.matches()) {
      asked.add(
          new Asked(
              Kind.valueOf(question.group(1).toUpperCase(Locale.ROOT)),
              Unit.valueOf(question.group(2).toUpperCase(Locale.ROOT)),
              line.contains("{noun}"),
              pattern(question.group(3).strip())));
      return;
    }
    String[] group = line.split("=", 2);
    if (group.length != 2) {
      throw new IllegalArgumentException("neither words nor a question: " + line);
    }
    words.put(group[0].strip(), Arrays.stream(group[1].split("\\|")).map(String::strip).toList());
  }

  private Pattern pattern(String question) {
    String expression =
        NAME.matcher(question.replace("-{", "\\-{"))
            .replaceAll(name -> Matcher.quoteReplacement(meaning(name.group(1))));
    return Pattern.compile(expression);
  }

  private String meaning(String name) {
    return switch (name) {
      case "who" ->
          "(?<who>%s|%s|%s(?: \\S{1,3} %s)*)"
              .formatted(group("anyone"), group("before"), MARK, MARK);
      case "what" -> "(?<what>.{1,100}?)";
      case "noun" -> "(?<noun>.{1,60}?)";
      default -> group(name);
    };
  }

  /** The longest first, as the first that fits is taken. */
  private String group(String name) {
    List<String> group = words.get(name);
    if (group == null) {
      throw new IllegalArgumentException("no words are given for " + name);
    }
    return group.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  /**
   * What is counted, when the question is one of these.
   *
   * @param question in lower case, its speakers marked
   * @param names of those speakers, by their marks
   */
  Optional<CountedQuestion> read(String question, List<List<String>> names) {
    String text = without(polite, question);
    for (Asked way : asked) {
      Matcher matcher = way.pattern().matcher(text);
      if (matcher.matches()) {
        String group = way.noun() ? "noun" : "what";
        Optional<String> counted = counted(matcher.group(group), way.noun(), names);
        if (counted.isPresent()) {
          return Optional.of(
              new CountedQuestion(way.kind(), way.unit(), counted.get(), who(matcher, names)));
        }
      }
    }
    return Optional.empty();
  }

  private static String without(Pattern pattern, String text) {
    String before;
    String after = text;
    do {
      before = after;
      after = pattern.matcher(before).replaceFirst("").strip();
    } while (!after.equals(before) && !after.isEmpty());
    return after;
  }

  /** Empty for what cannot be counted by its words. */
  private Optional<String> counted(String what, boolean noun, List<List<String>> names) {
    String bare = without(determiner, without(tail, what.strip()));
    boolean quoted = bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"");
    bare = without(determiner, bare.replace("\"", "").strip());
    List<String> each = List.of(bare.split(" ", -1));
    boolean isWords = bare.chars().anyMatch(Character::isLetterOrDigit) || isMarked(bare);
    boolean isThing = quoted || (!unlisted(bare, each, noun) && !or.matcher(bare).find());
    return isWords && isThing && each.size() <= (noun ? MOST_OF_NOUN : MOST_WORDS)
        ? Optional.of(named(bare, names))
        : Optional.empty();
  }

  private boolean unlisted(String bare, List<String> each, boolean noun) {
    Set<String> unlisted = Set.copyOf(words.getOrDefault("unlisted", List.of()));
    return unlisted.contains(bare) || (noun && each.stream().anyMatch(unlisted::contains));
  }

  private static boolean isMarked(String text) {
    return text.chars().anyMatch(character -> character >= FIRST_MARK && character <= '\ue00f');
  }

  private static String named(String text, List<List<String>> names) {
    String named = text;
    for (int i = 0; i < names.size(); i++) {
      named = named.replace(String.valueOf(mark(i)), names.get(i).getFirst());
    }
    return named;
  }

  private Who who(Matcher matcher, List<List<String>> names) {
    String who = matcher.pattern().namedGroups().containsKey("who") ? matcher.group("who") : null;
    if (who == null) {
      return new Who.Anyone();
    }
    List<String> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (who.indexOf(mark(i)) >= 0) {
        named.addAll(names.get(i));
      }
    }
    if (!named.isEmpty()) {
      return new Who.Named(named);
    }
    return words.getOrDefault("before", List.of()).contains(who)
        ? new Who.NamedBefore()
        : new Who.Anyone();
  }
}
