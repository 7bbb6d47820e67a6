package dev.hark.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SameWordsTest {
  static Stream<SameWord> all() {
    return SameWord.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void findsTheSameWordOnly(SameWord word) {
    Set<String> said = plain(Words.of(word.said()));
    assertEquals(
        word.foundBy().contains("words"),
        plain(Words.asked(word.asked())).stream().anyMatch(said::contains),
        word.why() + ": " + Words.of(word.said()) + " " + Words.asked(word.asked()));
  }

  private static Set<String> plain(List<String> words) {
    return words.stream().map(Words::withoutAccents).collect(Collectors.toSet());
  }
}
