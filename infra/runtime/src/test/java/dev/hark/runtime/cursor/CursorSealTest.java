package dev.hark.runtime.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CursorSealTest {
  private static final List<String> LIST = List.of("sessions", "proj_a", "live", "q=ab");
  private static final String CHANGES =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

  private final CursorSeal seal = new CursorSeal("a key that nobody knows");

  @Test
  void opensWhatItSealedForTheSameList() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("CursorSealTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String place =
          random.nextLong() + " as_" + random.nextInt(1_000_000) + " é:" + random.nextInt(9);
      String text = seal.seal(place, LIST);
      assertTrue(text.matches("[A-Za-z0-9_-]{1,2048}"), text);
      assertEquals(Optional.of(place), seal.open(text, LIST), () -> "by -Dseed=" + seed);
    }
  }

  /** Of every length: the last character of some holds bits that mean nothing. */
  @Test
  void refusesEveryChangedCharacter() {
    for (String place : List.of("1747735425000000 as_1", "1 as_12", "1 rec_123")) {
      String text = seal.seal(place, LIST);
      for (int i = 0; i < text.length(); i++) {
        for (int j = 0; j < CHANGES.length(); j++) {
          String changed = text.substring(0, i) + CHANGES.charAt(j) + text.substring(i + 1);
          if (!changed.equals(text)) {
            assertEquals(Optional.empty(), seal.open(changed, LIST), changed);
          }
        }
      }
      assertEquals(Optional.empty(), seal.open(text + "=", LIST));
    }
  }

  @Test
  void refusesACursorOfAnotherList() {
    String text = seal.seal("1 as_abc 7:9:8", LIST);
    assertEquals(Optional.empty(), seal.open(text, List.of("sessions", "proj_b", "live", "q=ab")));
    assertEquals(Optional.empty(), seal.open(text, List.of("sessions", "proj_a", "live", "q=a")));
    assertEquals(Optional.empty(), seal.open(text, List.of("sessions", "proj_al", "ive", "q=ab")));
    assertEquals(Optional.empty(), new CursorSeal("other").open(text, LIST));
  }

  @Test
  void refusesWhatIsNoCursor() {
    for (String text :
        List.of("", "x", "!", "%%%", "ü", "AAAA", "not a cursor", "A".repeat(3_000), "null")) {
      assertEquals(Optional.empty(), seal.open(text, LIST), text);
    }
  }
}
