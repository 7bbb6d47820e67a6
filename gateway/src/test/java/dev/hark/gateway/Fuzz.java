package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.SearchResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/** Input by chance. Takes {@code -Dseed=} and {@code -Dfuzz.rounds=}. */
class Fuzz {
  static final int ROUNDS = Integer.getInteger("fuzz.rounds", 120);

  final long seed = Long.getLong("seed", System.nanoTime());
  final Random random = new Random(seed);
  final RunningGateway gateway;
  final RawHttp http;
  final String key;

  /**
   * @param gateway of these tests alone
   */
  Fuzz(RunningGateway gateway) {
    this.gateway = gateway;
    this.http = gateway.http();
    this.key = "Authorization: Bearer " + gateway.key("--project", "proj_fuzz");
  }

  @BeforeEach
  void answerAnything() {
    System.out.println(getClass().getSimpleName() + " -Dseed=" + seed);
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    gateway
        .searchService()
        .getRecording
        .answers(request -> GetRecordingResponse.getDefaultInstance());
    gateway
        .searchService()
        .listRecordings
        .answers(request -> ListRecordingsResponse.getDefaultInstance());
    gateway.askService().onSession(Session::getDefaultInstance);
    gateway.askService().onSessions(ListSessionsResponse::getDefaultInstance);
    gateway.askService().onMessages(ListMessagesResponse::getDefaultInstance);
    gateway
        .askService()
        .tells(
            AskResponse.newBuilder().setStarted(Started.getDefaultInstance()).build(),
            AskResponse.newBuilder().setCompleted(Completed.getDefaultInstance()).build());
  }

  final void assertClear(RawAnswer answer, Object input) {
    String said = "seed " + seed + ": " + input + " got " + answer;
    assertTrue(answer.status() < 500, said);
    assertFalse(answer.requestId().isEmpty(), said);
    if (answer.status() >= 400) {
      assertEquals(answer.requestId(), answer.json().at("/error/request_id").asText(), said);
      Answers.assertSaysNothingOfTheInside(answer);
    }
  }

  final byte[] mutated(byte[] bytes) {
    byte[] mutated = bytes.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(mutated, random.nextInt(mutated.length))
        : mutated;
  }

  final String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
