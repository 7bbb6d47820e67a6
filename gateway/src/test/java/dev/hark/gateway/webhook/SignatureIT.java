package dev.hark.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.gateway.webhook.Receiver.Heard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** That a receiver can tell who sent it, as the published library and as the standard say. */
class SignatureIT extends WebhookFixture {
  private static final Path CHECK = Path.of("src/test/webhooks");

  /** As the standard says, and by nothing of the gateway's. */
  private static String signature(String secret, Heard heard) {
    byte[] key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
    String signed =
        heard.header("webhook-id") + "." + heard.header("webhook-timestamp") + "." + heard.body();
    return "v1," + Base64.getEncoder().encodeToString(hmac(key, signed));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Heard heard(int which) {
    awaitThat(() -> receiver.heard(path).size() > which);
    return receiver.heard(path).get(which);
  }

  @Test
  void everyDeliveryIsSignedOverItsIdTimeAndBody() {
    JsonNode endpoint = endpoint(path);
    String secret = endpoint.path("secret").asText();
    assertTrue(secret.matches("whsec_[A-Za-z0-9+/]{43}="), secret);
    String event = test(endpoint.path("id").asText());
    Heard heard = heard(0);
    assertEquals(event, heard.event());
    assertEquals(signature(secret, heard), heard.header("webhook-signature"));
    String time = heard.header("webhook-timestamp");
    assertTrue(Math.abs(Long.parseLong(time) - sentAt(endpoint).getEpochSecond()) <= 5, time);
    assertEquals(event, heard.header("X-Acme-Event-Id"));
    assertEquals(time, heard.header("X-Acme-Timestamp"));
    assertEquals(
        "v1="
            + HexFormat.of()
                .formatHex(
                    hmac(secret.getBytes(StandardCharsets.UTF_8), time + "." + heard.body())),
        heard.header("X-Acme-Signature"));
  }

  /** By the clock that tests move. */
  private Instant sentAt(JsonNode endpoint) {
    String id = endpoint.path("id").asText();
    awaitThat(() -> delivery(id).path("last_attempt_at").isTextual());
    return Instant.parse(delivery(id).path("last_attempt_at").asText());
  }

  @Test
  void afterARotationBothSecretsSignForADay() {
    JsonNode endpoint = endpoint(path);
    String id = endpoint.path("id").asText();
    String before = endpoint.path("secret").asText();
    String after = post("/" + id + "/rotate", "").json().path("secret").asText();
    assertNotEquals(before, after);
    test(id);
    Heard both = heard(0);
    assertEquals(
        signature(after, both) + " " + signature(before, both), both.header("webhook-signature"));
    ReplacedParts.pass(Duration.ofHours(24));
    test(id);
    Heard one = heard(1);
    assertEquals(signature(after, one), one.header("webhook-signature"));
  }

  @Test
  void theSecretIsShownOnceAndNotKeptAsItIs() {
    JsonNode endpoint = endpoint(path);
    String secret = endpoint.path("secret").asText();
    String id = endpoint.path("id").asText();
    assertTrue(get("/" + id).path("secret").isMissingNode());
    assertTrue(get("").at("/data/0/secret").isMissingNode());
    String row =
        gateway.firstOf("SELECT e::text FROM gateway.webhook_endpoints e WHERE id = '" + id + "'");
    assertTrue(row.contains(id) && !row.contains(secret.substring(6)), "kept in plain text");
  }

  /** The published library, where node and npm are there and it can be had. */
  @Test
  void thePublishedLibraryTakesIt() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target/webhooks"));
    for (String file : List.of("package.json", "package-lock.json", "verify.mjs")) {
      Files.write(folder.resolve(file), Files.readAllBytes(CHECK.resolve(file)));
    }
    // Without it the signature is shown by the computation of the other tests here.
    assumeTrue(
        run(folder, "", "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund").isPresent(),
        "no npm, or no library");
    JsonNode endpoint = endpoint(path);
    test(endpoint.path("id").asText());
    Heard heard = heard(0);
    Map<String, Object> sent =
        Map.of(
            "secret", endpoint.path("secret").asText(),
            "body", heard.body(),
            "headers",
                Map.of(
                    "webhook-id", heard.header("webhook-id"),
                    "webhook-timestamp", heard.header("webhook-timestamp"),
                    "webhook-signature", heard.header("webhook-signature")));
    String input = new ObjectMapper().writeValueAsString(sent);
    assertEquals(
        "webhook.test", run(folder, input, "node", "verify.mjs").orElse("refused").strip());
    assertTrue(
        run(folder, input.replace("webhook.test", "webhook.fake"), "node", "verify.mjs").isEmpty());
  }

  /** What it prints; empty when it fails or is not there. */
  private static Optional<String> run(Path folder, String input, String... command)
      throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(List.of(command)))
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var out = process.outputWriter()) {
        out.write(input);
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(said)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
