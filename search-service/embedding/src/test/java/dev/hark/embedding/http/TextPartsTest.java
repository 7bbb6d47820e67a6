package dev.hark.embedding.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextPartsTest {
  @Test
  void leavesAShortTextWhole() {
    assertEquals(List.of(""), TextParts.of("", 5));
    assertEquals(List.of("12345"), TextParts.of("12345", 5));
  }

  @Test
  void cutsAfterWhiteSpaceAndElseAnywhere() {
    assertEquals(List.of("one ", "two ", "three"), TextParts.of("one two three", 7));
    assertEquals(List.of("abcd", "ef"), TextParts.of("abcdef", 4));
  }

  @Test
  void losesNothingAndCutsNoCharacterWhateverTheText() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      String text = text(random);
      int longest = 2 + random.nextInt(20);
      List<String> parts = TextParts.of(text, longest);
      String message = "-Dseed=" + seed;
      assertEquals(text, String.join("", parts), message);
      assertTrue(parts.stream().allMatch(part -> part.length() <= longest), message);
      assertFalse(parts.stream().anyMatch(TextPartsTest::startsInsideCharacter), message);
    }
  }

  private static boolean startsInsideCharacter(String part) {
    return !part.isEmpty() && Character.isLowSurrogate(part.charAt(0));
  }

  private static String text(Random random) {
    String[] pieces = {"a", "bc", " ", "\n", "😀", "ש", "漢", "."};
    return random
        .ints(random.nextInt(100), 0, pieces.length)
        .mapToObj(i -> pieces[i])
        .collect(Collectors.joining());
  }
}
