package dev.hark.ask.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hark.ask.prompt.MarkerParser.AnswerPiece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkerParserTest {
  /** What a marker can be cut from, with everything that comes close to one. */
  private static final List<String> SCRAPS =
      List.of(
          "[",
          "]",
          "S",
          "s",
          "1",
          "23",
          ", ",
          "-",
          " ",
          "\n",
          "(",
          ")",
          "`",
          "word",
          "[S4]",
          "[S1, S2]",
          "[S2-S4]",
          "【S5】",
          ".",
          "👍",
          "and",
          "to",
          "\t",
          "^",
          "source",
          "(S6)",
          " 0:50",
          "٣",
          "𝟑",
          "Ｓ",
          "－",
          "【4:0†source】",
          "see ",
          ":",
          "99999999999");

  static Stream<String[]> table() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(MarkerParserTest.class.getResourceAsStream("/prompt/markers.tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.replace('⏎', '\n').split("\t", -1))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void takesMarkersOutWhole(String written, String shown) {
    assertEquals(shown, read(List.of(written)));
  }

  @Test
  void leavesOutWhatCannotBeStored() {
    assertEquals(read(List.of("Yes [S1] no")), read(List.of("Y\0es [\0S1]\0 no", "\0")));
    assertEquals("", read(List.of("\0")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void takesMarkersOutCharacterByCharacter(String written, String shown) {
    assertEquals(shown, read(written.chars().mapToObj(c -> String.valueOf((char) c)).toList()));
  }

  @ParameterizedTest
  @MethodSource("table")
  void takesMarkersOutCutAnywhere(String written, String shown) {
    for (int cut = 0; cut <= written.length(); cut++) {
      assertEquals(shown, read(List.of(written.substring(0, cut), written.substring(cut))));
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void findsNoneInWhatWasMadeNeutral(String written, String shown) {
    String neutral = Neutral.line(written);
    assertFalse(read(List.of(neutral)).matches("(?s).*\\{\\d.*"), neutral);
    assertEquals(neutral, Neutral.line(neutral));
  }

  @Test
  void takesOutNumbersHoweverLongTheyAre() {
    for (int digits : new int[] {9, 10, 100, 197, 198, 199, 200, 5_000}) {
      String huge = "[S" + "9".repeat(digits) + "]";
      assertEquals(digits == 9 ? "So{999999999}." : "So.", read(List.of("So " + huge + ".")));
      assertEquals("So.", read(List.of("So [S" + "𝟗".repeat(digits) + "].")));
      assertEquals("So.", read(List.of("So [S-" + "9".repeat(digits) + "].")));
    }
  }

  @Test
  void readsTheSameHoweverTheAnswerIsCut() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("MarkerParserTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String written = scraps(random);
      String whole = read(List.of(written));
      List<String> pieces = cut(random, written);
      assertEquals(whole, read(pieces), () -> "cut as " + pieces + " by -Dseed=" + seed);
    }
  }

  @Test
  void neitherHoldsBackNorLosesWordsWithoutMarkers() {
    MarkerParser parser = new MarkerParser();
    assertEquals(List.of(new AnswerPiece.Words("Hello")), parser.next("Hello"));
    assertEquals(List.of(), parser.next(" "));
    assertEquals(List.of(new AnswerPiece.Words(" there")), parser.next("there"));
  }

  @Test
  void isQuickWithBracketsThatNeverBecomeMarkers() {
    String nasty = "[S1" + "  1".repeat(60) + "x]" + "[".repeat(100_000);
    assertEquals(nasty.length(), read(List.of(nasty)).length());
  }

  private static String read(List<String> pieces) {
    MarkerParser parser = new MarkerParser();
    List<AnswerPiece> read = new ArrayList<>();
    pieces.forEach(piece -> read.addAll(parser.next(piece)));
    read.addAll(parser.finish());
    return read.stream().map(MarkerParserTest::show).collect(Collectors.joining());
  }

  private static String show(AnswerPiece piece) {
    return switch (piece) {
      case AnswerPiece.Words words -> words.text();
      case AnswerPiece.Markers markers ->
          markers.numbers().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String scraps(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
    }
    return text.toString();
  }

  private static List<String> cut(Random random, String text) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(6));
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
