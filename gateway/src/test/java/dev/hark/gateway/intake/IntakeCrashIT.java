package dev.hark.gateway.intake;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.MortalBroker;
import dev.hark.gateway.testing.PublishedEvents;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.stack.SharedStack;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kills gateways ({@code -Dintake.kills=}) and brokers ({@code -Dintake.broker-kills=}, none in a
 * usual build) at random moments of intakes: what was answered is on the topic, and what is sent
 * again makes nothing twice. {@code -Dseed=} repeats a run's choices.
 */
@Execution(ExecutionMode.CONCURRENT)
class IntakeCrashIT {
  private static final int KILLS = Integer.getInteger("intake.kills", 2);
  private static final int BROKER_KILLS = Integer.getInteger("intake.broker-kills", 0);

  /** Files that are sent while the broker is killed. */
  private static final int AROUND_A_KILL = 40;

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final String topic = "intake_crash_" + UUID.randomUUID();
  private final Map<String, Set<String>> answered = new HashMap<>();

  @Test
  void whatWasAcceptedIsOnTheTopicAndNothingIsMadeTwice() throws Exception {
    System.out.println("IntakeCrashIT -Dseed=" + seed);
    SharedStack.get().kafka().create(topic, 1);
    try (RunningGateway lasting = RunningGateway.start(Map.of("hark.events.topic", topic));
        PublishedEvents events = new PublishedEvents(SharedStack.get().kafkaBootstrap(), topic)) {
      String key = "Authorization: Bearer " + lasting.key("--project", "proj_crash");
      for (int i = 0; i < KILLS; i++) {
        String externalId = "file " + i;
        try (GatewayProcess mortal =
            GatewayProcess.beside(lasting, "-Dhark.events.topic=" + topic)) {
          await().atMost(LIMIT).until(mortal::isReady);
          sendAndKill(mortal, key, externalId);
        }
        // The client's own second attempt, by another gateway.
        note(externalId, lasting.http().post("/v1/transcriptions", body(externalId), key));
      }
      checkAnswered(KILLS, events, lasting.http(), key);
    }
  }

  @Test
  void whatWasAcceptedOutlivesTheBroker() throws Exception {
    // At its length in the soak: each kill takes seconds, and the gateway's tests are the longest.
    assumeTrue(BROKER_KILLS > 0, "takes a broker of its own");
    System.out.println("IntakeCrashIT -Dseed=" + seed);
    try (MortalBroker broker = new MortalBroker()) {
      broker.create(topic);
      try (RunningGateway gateway =
          RunningGateway.start(
              Map.of("hark.events.topic", topic, "kafka.bootstrap.servers", broker.bootstrap()))) {
        String key =
            "Authorization: Bearer "
                + gateway.key("--project", "proj_crash", "--rate-limit", "1000000");
        int atOnce = 0;
        for (int kill = 0; kill < BROKER_KILLS; kill++) {
          atOnce += sendAndKillBroker(broker, gateway.http(), key, kill);
        }
        System.out.println(
            "%d kills of the broker, %d of %d intakes taken around them, the others when sent again"
                .formatted(BROKER_KILLS, atOnce, BROKER_KILLS * AROUND_A_KILL));
        try (PublishedEvents events = new PublishedEvents(broker.bootstrap(), topic)) {
          checkAnswered(BROKER_KILLS * AROUND_A_KILL, events, gateway.http(), key);
        }
      }
    }
  }

  /** How many were taken before they were sent again. */
  private int sendAndKillBroker(MortalBroker broker, RawHttp http, String key, int kill)
      throws InterruptedException {
    Map<String, Future<RawAnswer>> sent = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < AROUND_A_KILL; i++) {
        String externalId = "file " + kill + " " + i;
        sent.put(
            externalId,
            threads.submit(() -> http.post("/v1/transcriptions", body(externalId), key)));
      }
      // Some tens of milliseconds are needed for all of them.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
      broker.killAndRestart();
    }
    int taken = 0;
    for (var one : sent.entrySet()) {
      RawAnswer answer = one.getValue().resultNow();
      if (answer.status() == 503) {
        await()
            .atMost(LIMIT)
            .until(() -> http.post("/v1/transcriptions", body(one.getKey()), key).status() != 503);
      } else {
        note(one.getKey(), answer);
        taken++;
      }
      note(one.getKey(), http.post("/v1/transcriptions", body(one.getKey()), key));
    }
    return taken;
  }

  /** Each has one recording, one transcription, and one event however often that was sent. */
  private void checkAnswered(int files, PublishedEvents events, RawHttp http, String key) {
    assertEquals(files, answered.size());
    for (var file : answered.entrySet()) {
      assertEquals(1, file.getValue().size(), "seed " + seed + ": " + file);
      String[] ids = file.getValue().iterator().next().split(" ", -1);
      assertTrue(events.anyWithKey(ids[0]).contains(ids[1]), file::toString);
      assertEquals(1, events.differentWithKey(ids[0]), file::toString);
      JsonNode listed =
          http.get("/v1/recordings?external_id=" + file.getKey().replace(" ", "%20"), key)
              .json()
              .path("data");
      assertEquals(1, listed.size(), "seed " + seed + ": " + listed);
    }
  }

  private void sendAndKill(GatewayProcess mortal, String key, String externalId)
      throws InterruptedException {
    CompletableFuture<Optional<RawAnswer>> sent =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Optional.of(mortal.http().post("/v1/transcriptions", body(externalId), key));
              } catch (UncheckedIOException | IllegalStateException e) {
                return Optional.empty();
              }
            });
    // Anywhere in the few hundred milliseconds that the first intake of a process takes.
    TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
    mortal.kill();
    try {
      sent.join().ifPresent(answer -> note(externalId, answer));
    } catch (RuntimeException e) {
      // It broke off in the middle of its answer.
    }
  }

  private void note(String externalId, RawAnswer answer) {
    assertTrue(Set.of(200, 202).contains(answer.status()), answer::toString);
    answered
        .computeIfAbsent(externalId, any -> new TreeSet<>())
        .add(
            answer.json().path("recording_id").asText()
                + " "
                + answer.json().path("transcription_id").asText());
  }

  private static byte[] body(String externalId) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("end_user_id", "eu_1").put("external_id", externalId);
    return Json.bytes(body.put("content", "Ana: this is " + externalId));
  }
}
