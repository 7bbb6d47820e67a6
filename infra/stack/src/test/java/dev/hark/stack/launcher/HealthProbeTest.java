package dev.hark.stack.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HealthProbeTest {
  @Test
  void handsOnWhatEachPartThatIsDownSaysOfItself() {
    String body =
        """
        {"name": "hark", "status": "DOWN", "details": {
          "disk": {"status": "UP"},
          "index": {"status": "DOWN", "details": {"message": "reindex with model e5"}},
          "kafka": {"status": "DOWN", "details": {"error": "no broker"}}}}
        """;
    assertEquals("index: reindex with model e5; kafka: no broker", HealthProbe.reason(503, body));
  }

  @Test
  void saysTheStatusWhenTheAnswerIsInNoKnownForm() {
    assertEquals("answers 404", HealthProbe.reason(404, "<html>"));
    assertEquals("answers 503", HealthProbe.reason(503, "{}"));
  }
}
