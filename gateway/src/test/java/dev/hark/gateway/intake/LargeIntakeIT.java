package dev.hark.gateway.intake;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.stack.SharedStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The largest files, several at once, through a gateway of 256 MiB. */
class LargeIntakeIT {
  private static final int CUES = 90_000;
  private static final int AT_ONCE = 3;

  @Test
  void severalOfTheLargestFilesAtOncePassThroughAGatewayOf256Mebibytes() {
    String topic = "intake_large_" + UUID.randomUUID();
    SharedStack.get().kafka().create(topic, 1);
    byte[] form = form();
    assertTrue(form.length > 30 << 20 && form.length <= 32 << 20, form.length + " bytes");
    try (GatewayProcess gateway =
        GatewayProcess.start("-Dhark.events.topic=" + topic, "-XX:+ExitOnOutOfMemoryError")) {
      await().atMost(Duration.ofSeconds(90)).until(gateway::isReady);
      String key = "Authorization: Bearer " + gateway.key("--project", "proj_large");
      List<CompletableFuture<RawAnswer>> answers =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> send(gateway, form, key)))
              .limit(AT_ONCE)
              .toList();
      answers.forEach(answer -> assertEquals(202, answer.join().status(), answer.join()::toString));
      assertTrue(gateway.isAlive());
      System.out.printf("FIGURE %d files of 32 MiB at once: %s%n", AT_ONCE, gateway.peakMemory());
    }
  }

  private static RawAnswer send(GatewayProcess gateway, byte[] form, String key) {
    return gateway
        .http()
        .post("/v1/transcriptions", form, key, "Content-Type: multipart/form-data; boundary=large");
  }

  private static byte[] form() {
    StringBuilder form = new StringBuilder(32 << 20);
    form.append("--large\r\nContent-Disposition: form-data; name=\"end_user_id\"\r\n\r\neu_1\r\n");
    form.append("--large\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n");
    form.append("WEBVTT\n\n");
    String words = "word ".repeat(62);
    for (int i = 0; i < CUES; i++) {
      long at = i * 400L;
      form.append(time(at)).append(" --> ").append(time(at + 399)).append('\n');
      form.append(words).append(i).append("\n\n");
    }
    return form.append("\r\n--large--\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String time(long millis) {
    return "%02d:%02d:%02d.%03d"
        .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
  }
}
