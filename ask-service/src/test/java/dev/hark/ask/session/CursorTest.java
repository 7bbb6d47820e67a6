package dev.hark.ask.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void comesBackFromItsText() {
    for (Cursor cursor :
        List.of(
            new Cursor(1_747_735_425_000_000L, "as_abc", "7:9:8"),
            new Cursor(Long.MIN_VALUE, "as_1", "1:1:"),
            Cursor.afterMessage(7))) {
      assertEquals(cursor, Cursor.of(cursor.text()));
    }
  }
}
