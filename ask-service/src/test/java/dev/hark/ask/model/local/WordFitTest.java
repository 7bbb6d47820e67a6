package dev.hark.ask.model.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.SameWord;
import dev.hark.ask.model.ChatRequest.Passage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordFitTest {
  static Stream<SameWord> all() {
    return SameWord.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void findsTheSameWordOnly(SameWord word) {
    WordFit fit = new WordFit(word.asked(), List.of(passage(word.said())));
    boolean found = word.foundBy().contains("words");
    assertEquals(found, fit.of(0) > 0, word.why());
    assertEquals(found, fit.known() > 0, word.why());
  }

  @Test
  void countsTheWordItselfMoreThanOneWithOtherAccents() {
    List<Passage> passages = List.of(passage("a résumé"), passage("resume"));
    for (int meant : new int[] {0, 1}) {
      WordFit fit = new WordFit(passages.get(meant).text(), passages);
      assertTrue(fit.of(meant) > fit.of(1 - meant));
      assertTrue(fit.of(1 - meant) > 0);
    }
  }

  private static Passage passage(String text) {
    return new Passage(
        1,
        "rec_" + text,
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        Optional.empty(),
        text,
        OptionalInt.empty());
  }
}
