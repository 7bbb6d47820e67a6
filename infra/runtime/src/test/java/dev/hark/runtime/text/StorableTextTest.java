package dev.hark.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class StorableTextTest {
  @Test
  void replacesHalvesAlone() {
    assertEquals("a\uFFFDb😀\uFFFD", StorableText.wellFormed("a\uD83Db😀\uDE00"));
    assertEquals("\uFFFD😀", StorableText.wellFormed("\uD83D\uD83D\uDE00"));
  }

  @Test
  void leavesOtherTextAsItIs() {
    String text = "plain, שלום 😀";
    assertSame(text, StorableText.wellFormed(text));
    assertSame(text, StorableText.of(text));
  }

  @Test
  void takesNulOutAndMakesNoCharacterOfTheHalvesBeside() {
    assertEquals("ab", StorableText.of("a\0b\0"));
    assertEquals("\uFFFD\uFFFD", StorableText.of("\uD83D\0\uDE00"));
  }

  @Test
  void cutsNoCharacterInTwo() {
    assertEquals("a", StorableText.cut("a😀b", 2));
    assertEquals("a😀", StorableText.cut("a😀b", 3));
    assertEquals("a😀b", StorableText.cut("a😀b", 4));
  }
}
