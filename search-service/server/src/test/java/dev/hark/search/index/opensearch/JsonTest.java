package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static String stored(String text) throws IOException {
    return Json.read(Json.bytes(Json.object("list", Json.array().add(text))))
        .path("list")
        .path(0)
        .asText();
  }

  @Test
  void everyTextGoesToTheIndexWithoutNulAndLoneSurrogates() throws IOException {
    assertEquals("a\ufffdb", stored("a\u0000b"));
    assertEquals("\ufffd", stored("\ud83c"));
    assertEquals("\ufffd ok", stored("\ude00 ok"));
    assertEquals("\ufffd😀\ufffd", stored("\ud83d\ud83d\ude00\ude00"));
  }

  @Test
  void whatIsWellFormedStaysAsItIs() throws IOException {
    for (String text : new String[] {"", "שלום 会議 🎙️ \u0001 \u202e \\\"", "\ufffd"}) {
      assertEquals(text, stored(text));
    }
  }

  @Test
  void namesOfFieldsToo() {
    assertEquals(
        "{\"a\ufffd\":1}",
        new String(
            Json.bytes(Json.object().put("a\u0000", 1)), java.nio.charset.StandardCharsets.UTF_8));
  }
}
