package dev.hark.interpretation.speaker;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in a question the names of those who can be meant: whole names in any case, with or without
 * accents, and first or last names where they are written as names. Possessives belong to them.
 * Linear in the question; safe for many threads.
 */
public final class SpeakerNames {
  /** A longer question is no question any more. */
  private static final int LONGEST = 2_000;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern POSSESSIVE =
      Pattern.compile("['\u2019\u02bc](?:s\\b)?", Pattern.CASE_INSENSITIVE);

  /** Names that are words of questions when they stand alone. */
  private static final Set<String> WORDS =
      setOf(
          "a i am an and any are as at be but by can did do does for from had has have he her his"
              + " how if in is it its may me my no not of on or our she so the they to us was we"
              + " were what when where which who why will with you your mark bill grace hope joy"
              + " rose faith art pat rob sue drew dawn june april august der die das und ist wer"
              + " wie was wann wo ein eine im le la les de du un une et qui que el los las y en"
              + " quien het een van");

  /** What somebody is called by what they do, word by word: such a name is said whole. */
  private static final Set<String> ROLES =
      setOf(
          "speaker unknown moderator guest host user agent project team sales marketing product"
              + " design manager designer engineer expert director officer analyst assistant"
              + " support customer client doctor nurse patient teacher student grad phd interviewer"
              + " caller participant person industrial interface senior junior chief head lead"
              + " new");

  /** What stands before names. */
  private static final Set<String> TITLES =
      setOf("dr mr mrs ms prof professor herr frau sir dame the");

  private SpeakerNames() {}

  private record Token(String folded, boolean capital, int start, int end) {}

  /**
   * Who is named, in the order of the question; none twice in one place, the longest name first.
   *
   * @param names of those who can be meant, as they are shown
   */
  public static List<NamedSpeaker> in(String question, Collection<String> names) {
    if (names.isEmpty() || question.length() > LONGEST) {
      return List.of();
    }
    List<Token> tokens = tokens(question);
    Map<String, Set<String>> called = called(names);
    boolean capitals = tokens.stream().anyMatch(Token::capital);
    int longest = called.keySet().stream().mapToInt(SpeakerNames::words).max().orElse(0);
    List<NamedSpeaker> named = new ArrayList<>();
    for (int i = 0; i < tokens.size(); ) {
      int taken = 0;
      for (int count = Math.min(longest, tokens.size() - i); count > 0 && taken == 0; count--) {
        List<Token> run = tokens.subList(i, i + count);
        Set<String> meant = called.get(key(run));
        if (meant != null && isName(run, meant, capitals)) {
          int start = run.getFirst().start();
          named.add(
              new NamedSpeaker(List.copyOf(meant), start, end(question, run.getLast().end())));
          taken = count;
        }
      }
      i += Math.max(1, taken);
    }
    return named;
  }

  /** What people are called: their whole names, and the first and the last word of them. */
  private static Map<String, Set<String>> called(Collection<String> names) {
    Map<String, Set<String>> called = new LinkedHashMap<>();
    for (String name : names) {
      List<Token> words = tokens(name);
      if (words.isEmpty()) {
        continue;
      }
      put(called, key(words), name);
      List<Token> own = words.stream().filter(word -> !TITLES.contains(word.folded())).toList();
      if (words.size() > 1
          && !own.isEmpty()
          && own.stream().allMatch(word -> isOwn(word.folded()))) {
        put(called, key(own), name);
        Stream.of(own.getFirst(), own.getLast())
            .map(Token::folded)
            .filter(word -> !WORDS.contains(word))
            .forEach(word -> put(called, word, name));
      }
    }
    return called;
  }

  /** One letter, a number or a role is no name of its own. */
  private static boolean isOwn(String word) {
    return word.length() > 1 && word.chars().allMatch(Character::isLetter) && !ROLES.contains(word);
  }

  private static void put(Map<String, Set<String>> called, String key, String name) {
    if (!key.isEmpty() && !TITLES.contains(key)) {
      called.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(name);
    }
  }

  /**
   * A word alone must be written as a name is, or be a whole name. Who writes no capitals at all
   * writes first names without them too.
   *
   * @param capitals whether the question has any
   */
  private static boolean isName(List<Token> run, Set<String> meant, boolean capitals) {
    if (run.size() > 1) {
      return true;
    }
    Token word = run.getFirst();
    if (word.folded().length() < 2) {
      return false;
    }
    boolean whole = meant.stream().anyMatch(name -> key(tokens(name)).equals(word.folded()));
    if (WORDS.contains(word.folded())) {
      return whole && word.capital() && word.start() > 0;
    }
    return whole || word.capital() || (!capitals && isFirst(word, meant));
  }

  private static boolean isFirst(Token word, Set<String> meant) {
    return word.folded().length() > 2
        && meant.stream().anyMatch(name -> tokens(name).getFirst().folded().equals(word.folded()));
  }

  private static int end(String question, int end) {
    Matcher possessive = POSSESSIVE.matcher(question).region(end, question.length());
    return possessive.lookingAt() ? possessive.end() : end;
  }

  private static String key(List<Token> tokens) {
    StringBuilder key = new StringBuilder();
    for (Token token : tokens) {
      key.append(key.isEmpty() ? "" : " ").append(token.folded());
    }
    return key.toString();
  }

  private static Set<String> setOf(String words) {
    return Set.copyOf(List.of(words.split(" ", -1)));
  }

  private static int words(String key) {
    return 1 + (int) key.chars().filter(character -> character == ' ').count();
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      tokens.add(
          new Token(
              folded(word.group()),
              Character.isUpperCase(word.group().codePointAt(0)),
              word.start(),
              word.end()));
    }
    return tokens;
  }

  private static String folded(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT);
  }
}
