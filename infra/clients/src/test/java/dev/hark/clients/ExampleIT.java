package dev.hark.clients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hark.clients.ScriptedHark.Heard;
import dev.hark.clients.ScriptedHark.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the examples do when Hark is busy, slow or refuses; e2e runs them against Hark itself. */
final class ExampleIT {
  private static final String UPLOAD = "POST /v1/transcriptions";
  private static final String ASK = "POST /v1/ask/sessions";
  private static final String RECORDING = "GET /v1/recordings/rec_1";

  private static final Reply TAKEN =
      Reply.json(202, "{\"recording_id\": \"rec_1\", \"transcription_id\": \"txn_1\"}");
  private static final String STARTED =
      "event: started\ndata: {\"session_id\": \"as_1\", \"message_id\": \"msg_1\"}\n\n";

  /** With what some take for the end of a line. */
  private static final String SAID = "On Fri\u2028day.";

  private static final String WORDS = "event: delta\ndata: {\"text\": \"" + SAID + "\"}\n\n";
  private static final String REST =
      """
      event: citation
      data: {"recording_id": "rec_1", "start_ms": 723999}

      : still here

      event: delta
      data: {"text": " Or later."}

      event: citation
      data: {"recording_id": "rec_1", "start_ms": 723999}

      event: completed
      data: {"session_id": "as_1", "message": {}, "sources": []}

      """;

  private final ScriptedHark hark =
      new ScriptedHark()
          .answers(UPLOAD, TAKEN)
          .answers(RECORDING, recording("completed"))
          .answers(ASK, Reply.stream(() -> STARTED + WORDS + REST));

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "HARK_URL", hark.url(),
              "HARK_KEY", "sk_test_1",
              "HARK_LINK", "app://{recording_id}/{start_ms}"));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    hark.close();
  }

  private static Reply recording(String status) {
    return Reply.json(
        200,
        "{\"title\": \"Garden\", \"status\": \"%s\", \"transcription_id\": \"txn_1\"}"
            .formatted(status));
  }

  private static Reply refused(int status, String code) {
    return Reply.json(
        status,
        """
        {"error": {"code": "%s", "message": "What to do.", "param": null, "details": null,
                   "request_id": "req_1"}, "session_id": null}
        """
            .formatted(code));
  }

  private RunningCommand start(ExampleClient client, String... followUps) throws IOException {
    // The other language shows what Hark does; the build is whole where both tools are there.
    assumeTrue(client.command().isPresent(), client + " cannot run here");
    Path file = Files.writeString(folder.resolve("garden.txt"), "Ada: It goes in on Friday.");
    String[] arguments = new String[2 + followUps.length];
    arguments[0] = file.toString();
    arguments[1] = "When?";
    System.arraycopy(followUps, 0, arguments, 2, followUps.length);
    return client.start(environment, arguments);
  }

  @ParameterizedTest
  @EnumSource
  void printsWordsAsTheyComeAndThenWhatTheyRestOn(ExampleClient client) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    Reply held =
        Reply.stream(
            () -> STARTED + WORDS,
            () -> {
              seen.await();
              return REST;
            });
    hark.answers(ASK, held).answers(ASK + "/as_1/messages", Reply.stream(() -> STARTED + REST));
    RunningCommand running = start(client, "And then?");
    await().until(() -> running.out().equals(SAID));
    seen.countDown();
    assertEquals(0, running.exit(), running::toString);
    assertEquals(
        """
        %s [1] Or later. [1]

        [1] Garden, 00:12:03 – app://rec_1/723999
         [1] Or later. [1]

        [1] Garden, 00:12:03 – app://rec_1/723999
        """
            .formatted(SAID),
        running.out());
    Heard upload = hark.heard(UPLOAD).getFirst();
    assertEquals("Bearer sk_test_1", upload.authorization());
    assertTrue(upload.body().contains("Ada: It goes in on Friday."), upload::body);
    assertTrue(upload.body().contains("\r\n\r\ngarden.txt\r\n"), upload::body);
  }

  @ParameterizedTest
  @EnumSource
  void waitsAsItIsToldToAndSendsTheSameAgain(ExampleClient client) throws Exception {
    Reply busy = refused(429, "rate_limit_exceeded").retryAfter(1);
    hark.answers(UPLOAD, busy, TAKEN);
    hark.answers(RECORDING, recording("processing"), recording("completed"));
    RunningCommand running = start(client);
    assertEquals(0, running.exit(), running::toString);
    List<Heard> sent = hark.heard(UPLOAD);
    assertEquals(2, sent.size());
    assertFalse(sent.get(0).idempotencyKey().equals("null"), "a key");
    assertEquals(sent.get(0).idempotencyKey(), sent.get(1).idempotencyKey());
    assertNotEquals(
        sent.get(0).idempotencyKey(), hark.heard(ASK).getFirst().idempotencyKey(), "of its own");
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatHarkRefuses(ExampleClient client) throws Exception {
    hark.answers(UPLOAD, refused(401, "unauthorized"));
    RunningCommand running = start(client);
    assertEquals(1, running.exit());
    assertEquals("unauthorized: What to do. (request req_1)", running.errors().strip());
  }

  @ParameterizedTest
  @EnumSource
  void saysWhyATranscriptFailed(ExampleClient client) throws Exception {
    hark.answers(RECORDING, recording("failed"));
    hark.answers(
        "GET /v1/transcriptions/txn_1",
        Reply.json(200, "{\"error\": {\"code\": \"no_speech\", \"message\": \"It is silent.\"}}"));
    RunningCommand running = start(client);
    assertEquals(1, running.exit());
    assertEquals("The transcript failed: no_speech: It is silent.", running.errors().strip());
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAnAnswerFailedOrBrokeOff(ExampleClient client) throws Exception {
    String error =
        "event: error\ndata: {\"code\": \"provider_error\", \"message\": \"Again.\","
            + " \"param\": null, \"details\": {}, \"request_id\": \"req_2\"}\n\n";
    hark.answers(ASK, Reply.stream(() -> STARTED + error), Reply.stream(() -> STARTED + WORDS));
    RunningCommand failed = start(client);
    assertEquals(1, failed.exit());
    assertEquals("provider_error: Again. (request req_2)", failed.errors().strip());
    RunningCommand broken = start(client);
    assertEquals(1, broken.exit());
    assertTrue(broken.errors().startsWith("The stream broke off."), broken::errors);
  }

  @ParameterizedTest
  @EnumSource
  void believesOnlyWebhooksThatAreSigned(ExampleClient client) throws Exception {
    byte[] key = "twenty-four bytes of key".getBytes(StandardCharsets.UTF_8);
    int port = freePort();
    environment.put("HARK_WEBHOOK_SECRET", "whsec_" + Base64.getEncoder().encodeToString(key));
    environment.put("HARK_WEBHOOK_PORT", String.valueOf(port));
    hark.answers(RECORDING, recording("processing"));
    RunningCommand running = start(client);
    await().until(() -> !hark.heard(RECORDING).isEmpty());
    long now = Instant.now().getEpochSecond();
    assertEquals(401, deliver(port, now, signature(new byte[] {1}, now)));
    assertEquals(401, deliver(port, now - 600, signature(key, now - 600)));
    assertEquals(401, deliver(port, now, "v1,"));
    assertEquals(1, hark.heard(RECORDING).size(), "no look in between");
    hark.answers(RECORDING, recording("completed"));
    assertEquals(204, deliver(port, now, "v1a,AAAA " + signature(key, now)));
    assertEquals(0, running.exit(), running::toString);
    assertEquals("Told by webhook: recording.indexed", running.errors().strip());
  }

  private static final String NEWS =
      "{\"type\": \"recording.indexed\", \"data\": {\"recording_id\": \"rec_1\"}}";

  private static String signature(byte[] key, long time) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = "evt_1.%d.%s".formatted(time, NEWS);
    byte[] sum = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(sum);
  }

  private static int deliver(int port, long time, String signature) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hark"))
            .header("webhook-id", "evt_1")
            .header("webhook-timestamp", String.valueOf(time))
            .header("webhook-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(NEWS))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (ConnectException e) {
      throw new AssertionError("nobody listens", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
