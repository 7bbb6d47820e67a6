package dev.hark.embedding.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class UnpairedSurrogatesTest {
  @Test
  void replacesHalvesAlone() {
    assertEquals("a\uFFFDb😀\uFFFD", UnpairedSurrogates.replaced("a\uD83Db😀\uDE00"));
  }

  @Test
  void leavesOtherTextAsItIs() {
    String text = "plain, שלום";
    assertSame(text, UnpairedSurrogates.replaced(text));
  }
}
