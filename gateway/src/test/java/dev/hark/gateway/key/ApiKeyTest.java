package dev.hark.gateway.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Mode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  private String newKey() {
    Mode mode = random.nextBoolean() ? Mode.LIVE : Mode.TEST;
    return ApiKey.generate(random.nextBoolean(), mode, random).secret();
  }

  @Test
  void aKeyThatWasMadeIsReadBack() {
    for (int i = 0; i < 1_000; i++) {
      String key = newKey();
      assertTrue(key.matches("[sr]k_(live|test)_[0-9A-Za-z]{42}"), key);
      assertEquals(key, ApiKey.parse(key).orElseThrow().secret(), "seed " + seed);
    }
  }

  @Test
  void aTypoIsToldFromAKey() {
    for (int i = 0; i < 2_000; i++) {
      String key = newKey();
      int place = 8 + random.nextInt(key.length() - 8);
      char other = ALPHABET.charAt(random.nextInt(62));
      String changed = key.substring(0, place) + other + key.substring(place + 1);
      assertEquals(changed.equals(key), ApiKey.parse(changed).isPresent(), "seed " + seed);
      String swapped =
          key.substring(0, place - 1)
              + key.charAt(place)
              + key.charAt(place - 1)
              + key.substring(place + 1);
      assertEquals(swapped.equals(key), ApiKey.parse(swapped).isPresent(), "seed " + seed);
    }
  }

  @Test
  void kindAndModeBelongToWhatIsChecked() {
    String key = ApiKey.generate(false, Mode.TEST, random).secret();
    assertTrue(ApiKey.parse("rk" + key.substring(2)).isEmpty());
    assertTrue(ApiKey.parse(key.replace("_test_", "_live_")).isEmpty());
  }

  @Test
  void otherFormsAreNoKeys() {
    String key = newKey();
    for (String wrong :
        List.of("", "sk_live_", key + "0", key.substring(1), key + "\n", " " + key, "pk" + key)) {
      assertTrue(ApiKey.parse(wrong).isEmpty(), wrong);
    }
  }

  @Test
  void aKeyNeverPrintsItself() {
    String secret = newKey();
    ApiKey key = ApiKey.parse(secret).orElseThrow();
    assertEquals(secret.substring(0, 12) + "…", key.toString());
    assertFalse(key.hash().toString().contains(secret));
    assertEquals(64, key.hash().hex().length());
  }
}
