package dev.hark.gateway.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.gateway.testing.SteadyCalls;
import dev.hark.gateway.testing.SteadyCalls.Done;
import dev.hark.proto.search.v1.GetRecordingResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Keys that are changed while they are used on two gateways. */
@Isolated("what it measures is for a machine of its own")
class RevocationIT {
  private static final int CALLS_A_SECOND = 200;
  private static final Duration A_WHILE = Duration.ofMillis(550);

  private final RunningGateway one = RunningGateway.shared();
  private final RunningGateway other = RunningGateway.second();

  @BeforeEach
  void answerAnything() {
    for (RunningGateway gateway : List.of(one, other)) {
      gateway
          .searchService()
          .getRecording
          .answers(request -> GetRecordingResponse.getDefaultInstance());
    }
  }

  private RawAnswer call(int number, String key) {
    return (number % 2 == 0 ? one : other)
        .http()
        .get("/v1/recordings/rec_1", "Authorization: Bearer " + key);
  }

  @Test
  void aKeyInUseStopsOnTwoGatewaysWithinASecond() throws InterruptedException {
    JsonNode key = one.describedKey("--project", "proj_revoked");
    String secret = key.path("key").asText();
    SteadyCalls calls = SteadyCalls.start(CALLS_A_SECOND, number -> call(number, secret));
    calls.goOn(A_WHILE);
    one.keys("revoke", key.path("id").asText());
    long revoked = System.nanoTime();
    List<Done> done = calls.goOn(A_WHILE.multipliedBy(2)).stop();
    long last =
        done.stream()
            .filter(call -> call.answer().status() == 200)
            .mapToLong(Done::begun)
            .max()
            .orElseThrow();
    System.out.println(
        "the last success began %d ms after".formatted((last - revoked) / 1_000_000));
    assertTrue(last - revoked < Duration.ofSeconds(1).toNanos());
    done.stream()
        .filter(call -> call.begun() - revoked > Duration.ofSeconds(1).toNanos())
        .forEach(call -> assertEquals(401, call.answer().status()));
    assertTrue(done.size() > CALLS_A_SECOND, "calls: " + done.size());
    assertTrue(
        done.stream().map(Done::answer).allMatch(it -> it.status() == 200 || it.status() == 401));
  }

  @Test
  void aKeyIsReplacedByAnotherWithoutAFailedCall() throws InterruptedException {
    JsonNode old = one.describedKey("--project", "proj_rotated");
    String[] keys = {old.path("key").asText(), old.path("key").asText()};
    SteadyCalls calls = SteadyCalls.start(CALLS_A_SECOND, number -> call(number, keys[number % 2]));
    calls.goOn(A_WHILE);
    String fresh = one.key("--project", "proj_rotated");
    keys[0] = fresh;
    calls.goOn(A_WHILE);
    keys[1] = fresh;
    calls.goOn(A_WHILE);
    one.keys("revoke", old.path("id").asText());
    List<Done> done = calls.goOn(A_WHILE).stop();
    done.forEach(call -> assertEquals(200, call.answer().status()));
    assertEquals(401, call(0, old.path("key").asText()).status());
  }

  @Test
  void aLimitThatIsChangedHoldsForKeysInUse() throws InterruptedException {
    String key = one.key("--project", "proj_changed", "--rate-limit", "1000");
    assertEquals("1000", call(0, key).header("x-ratelimit-limit"));
    assertEquals("1000", call(1, key).header("x-ratelimit-limit"));
    String unused = one.key("--project", "proj_changed", "--rate-limit", "2000");
    SteadyCalls calls = SteadyCalls.start(CALLS_A_SECOND, number -> call(number, key));
    List<Done> done = calls.goOn(A_WHILE).stop();
    assertEquals("2000", done.getLast().answer().header("x-ratelimit-limit"));
    assertEquals("2000", done.get(done.size() - 2).answer().header("x-ratelimit-limit"));
    assertEquals(200, call(0, unused).status());
  }
}
