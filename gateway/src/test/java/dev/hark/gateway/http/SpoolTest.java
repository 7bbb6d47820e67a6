package dev.hark.gateway.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpoolTest {
  @Test
  void whatIsWrittenIsReadWhetherItStaysInMemoryOrNot() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      try (Spool spool = new Spool(random.nextInt(100))) {
        for (int i = random.nextInt(20); i > 0; i--) {
          byte[] bytes = new byte[random.nextInt(40)];
          random.nextBytes(bytes);
          spool.write(bytes);
          spool.write(i);
          expected.write(bytes);
          expected.write(i);
        }
        assertEquals(expected.size(), spool.size(), "seed " + seed);
        assertArrayEquals(expected.toByteArray(), spool.read().readAllBytes(), "seed " + seed);
      }
    }
  }
}
