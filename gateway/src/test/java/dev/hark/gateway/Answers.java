package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hark.gateway.testing.RawAnswer;
import org.jspecify.annotations.Nullable;

/** What every error answer must look like, byte for byte. */
final class Answers {
  private Answers() {}

  static void assertError(RawAnswer answer, int status, String code, @Nullable String param) {
    String expected =
        """
        {"error":{"code":"%s","message":"%s","param":%s,"details":null,"request_id":"%s"}}\
        """
            .formatted(
                code,
                answer.message(),
                param == null ? "null" : '"' + param + '"',
                answer.requestId());
    assertEquals(status + " " + expected, answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertFalse(answer.requestId().isEmpty(), "an answer without request id");
    assertFalse(answer.message().isEmpty(), "an error that does not say what to do");
    assertSaysNothingOfTheInside(answer);
  }

  static void assertSaysNothingOfTheInside(RawAnswer answer) {
    for (String inside :
        new String[] {"Exception", "micronaut", "dev.hark", "java.", "127.0.0.1"}) {
      assertFalse(answer.body().contains(inside), answer.body());
    }
  }
}
