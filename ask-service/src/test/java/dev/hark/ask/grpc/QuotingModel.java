package dev.hark.ask.grpc;

import dev.hark.ask.grpc.ExpectedAnswer.Sentence;
import dev.hark.ask.grpc.RandomLibrary.Canary;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.ask.session.AnswerErasure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says again what it was given, with the right citations, with others and with none, and knows what
 * its sentences rest on.
 */
final class QuotingModel {
  /** Every sentence has one of its own. */
  private static final Pattern TAG = Pattern.compile("\\btag[a-z]{8}\\b");

  private final Random random;
  private final RandomLibrary library;

  QuotingModel(Random random, RandomLibrary library) {
    this.random = random;
    this.library = library;
  }

  static List<String> tags(String text) {
    return TAG.matcher(text).results().map(MatchResult::group).toList();
  }

  /** One turn. */
  private record Given(
      List<Passage> passages, List<Sentence> past, Set<String> recordings, Set<String> held) {
    Set<String> holders(Canary canary) {
      return passages.stream()
          .filter(passage -> holds(passage, canary))
          .map(Passage::recording)
          .collect(Collectors.toSet());
    }

    static boolean holds(Passage passage, Canary canary) {
      return passage.text().contains(canary.text())
          || passage.speaker().orElse("").contains(canary.text())
          || passage.title().orElse("").contains(canary.text());
    }
  }

  /** Answers, after these answers of the session as they are now. */
  ExpectedAnswer answer(
      ChatRequest request,
      List<ExpectedAnswer> before,
      AnswerErasure erasure,
      Set<String> deleted) {
    List<Passage> passages = List.copyOf(request.passages());
    Set<String> prompted = passages.stream().map(Passage::recording).collect(Collectors.toSet());
    List<Sentence> past = new ArrayList<>();
    Set<String> given = new HashSet<>(prompted);
    Set<String> held = new HashSet<>(prompted);
    for (ExpectedAnswer answer : before) {
      given.addAll(answer.given(erasure, deleted));
      for (Sentence sentence : answer.left(erasure, deleted)) {
        Set<Set<String>> sets =
            sentence.sets().stream()
                .map(set -> ExpectedAnswer.without(set, deleted))
                .collect(Collectors.toSet());
        sets.forEach(held::addAll);
        past.add(new Sentence(sentence.text(), sentence.cited(), sets));
      }
    }
    return answer(new Given(passages, past, given, held));
  }

  private ExpectedAnswer answer(Given given) {
    boolean list = random.nextInt(4) == 0;
    List<Sentence> sentences = new ArrayList<>();
    StringBuilder written = new StringBuilder(list ? "They said:" : "");
    int length = 1 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      List<Passage> cited = some(given.passages(), random.nextInt(3));
      String text = text(given, cited);
      sentences.add(sentence(given, text, cited));
      written.append(list ? "\n- " : i == 0 ? "" : " ").append(marked(text, cited));
    }
    return new ExpectedAnswer(sentences, given.recordings(), pieces(written.toString()));
  }

  /** Without its full stop. */
  private String text(Given given, List<Passage> cited) {
    StringBuilder text = new StringBuilder("We heard in this hour tag").append(library.word());
    List<Passage> quoted =
        new ArrayList<>(random.nextBoolean() ? cited : some(given.passages(), random.nextInt(3)));
    for (Passage passage : quoted) {
      List<Canary> canaries =
          library.canaries().stream().filter(canary -> Given.holds(passage, canary)).toList();
      quote(text, canaries.get(random.nextInt(canaries.size())).text());
    }
    if (!given.past().isEmpty() && random.nextInt(3) == 0) {
      String before = given.past().get(random.nextInt(given.past().size())).text();
      List<Canary> canaries =
          library.canaries().stream().filter(canary -> before.contains(canary.text())).toList();
      if (canaries.isEmpty() || random.nextBoolean()) {
        quote(text, "w" + before.substring(1));
      } else {
        quote(text, canaries.get(random.nextInt(canaries.size())).text());
      }
    }
    return text.toString();
  }

  /** Between words of its own, so that no six words in a row hold two quotations. */
  private void quote(StringBuilder text, String quotation) {
    text.append(" %s %s %s".formatted(library.word(), quotation, library.word()));
  }

  private Sentence sentence(Given given, String text, List<Passage> cited) {
    Set<String> recordings = cited.stream().map(Passage::recording).collect(Collectors.toSet());
    Set<Set<String>> sets = new HashSet<>();
    if (cited.isEmpty()) {
      given.held().forEach(one -> sets.add(Set.of(one)));
    } else {
      sets.add(recordings);
      for (Canary canary : library.canaries()) {
        if (text.contains(canary.text())) {
          sets.addAll(sets(given, canary, cited));
        }
      }
      for (Sentence before : given.past()) {
        if (text.contains(before.text().substring(1))) {
          sets.addAll(before.sets());
        }
        // A sentence that was said again is in both.
        for (Sentence other : given.past()) {
          if (before.text().contains(other.text().substring(1))
              && text.contains(other.text().substring(1))) {
            sets.addAll(before.sets());
          }
        }
      }
    }
    return new Sentence(text, recordings, sets);
  }

  private Set<Set<String>> sets(Given given, Canary canary, List<Passage> cited) {
    Set<String> holders = given.holders(canary);
    if (!canary.sure() && !holders.isEmpty()) {
      return Set.of(holders);
    }
    Set<String> supporting =
        cited.stream()
            .filter(passage -> Given.holds(passage, canary))
            .map(Passage::recording)
            .collect(Collectors.toSet());
    Set<Set<String>> sets = new HashSet<>();
    holders.forEach(holder -> sets.add(union(Set.of(holder), supporting)));
    for (Sentence before : given.past()) {
      if (before.text().contains(canary.text())) {
        before.sets().forEach(set -> sets.add(union(set, supporting)));
      }
    }
    return sets;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private List<Passage> some(List<Passage> passages, int most) {
    Set<Passage> some = new LinkedHashSet<>();
    for (int i = 0; i < most && !passages.isEmpty(); i++) {
      some.add(passages.get(random.nextInt(passages.size())));
    }
    return List.copyOf(some);
  }

  private String marked(String text, List<Passage> cited) {
    String markers =
        cited.stream().map(passage -> " [S" + passage.number() + "]").collect(Collectors.joining());
    return random.nextBoolean() ? text + markers + "." : text + "." + markers;
  }

  private List<String> pieces(String written) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < written.length(); ) {
      int to = Math.min(written.length(), from + 1 + random.nextInt(60));
      pieces.add(written.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
