package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Retrieval;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random tenants ask for everything: no answer ever holds another's token. */
class IsolationIT {
  private static final int ROUNDS = 150;
  private static final List<Owner> OWNERS = owners();
  private static final List<String> RECORDINGS = List.of("rec_a", "rec_b", "rec_c");

  private static TestService service;
  private static Asks ask;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
    OWNERS.forEach(IsolationIT::fill);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Projects, modes and end users that share every id that can be shared. */
  private static List<Owner> owners() {
    List<Owner> owners = new ArrayList<>();
    for (String project : List.of("proj_a", "proj_b")) {
      for (Mode mode : List.of(Mode.MODE_LIVE, Mode.MODE_TEST)) {
        for (String endUser : List.of("eu_a", "eu_b")) {
          owners.add(new Owner(project, mode, endUser));
        }
      }
    }
    return owners;
  }

  private static String canary(Owner owner) {
    return "canary" + OWNERS.indexOf(owner) + "x";
  }

  /** End users of one project cannot share a recording's id; all others do. */
  private static String recording(Owner owner, String id) {
    return id + owner.endUser().substring(3);
  }

  @Test
  void noAnswerHoldsAnothersText() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Owner owner = OWNERS.get(random.nextInt(OWNERS.size()));
      Owner victim = OWNERS.get(random.nextInt(OWNERS.size()));
      String where = "-Dseed=" + seed + " round " + i + " " + owner + " for " + victim;
      check(owner, search(random, owner, victim), where);
      check(owner, lookUps(random, owner, victim), where);
    }
  }

  private static void fill(Owner owner) {
    for (String id : RECORDINGS) {
      String recording = recording(owner, id);
      Transcript transcript =
          new Transcript(
              owner,
              recording,
              "txn_" + recording.substring(4),
              new Event("evt_" + id.substring(4), 1),
              Transcript.texts(4, "common words %d " + canary(owner)));
      var header = transcript.header();
      header.getDetailsBuilder().setTitle("title " + canary(owner));
      transcript.sendTo(service, header.build());
    }
  }

  private static String search(Random random, Owner owner, Owner victim) {
    List<FoundChunk> found =
        ask.search(
            owner,
            random.nextBoolean() ? "common words" : canary(victim),
            request -> {
              request.setRetrievalValue(random.nextInt(Retrieval.values().length - 1));
              for (String id : RECORDINGS) {
                if (random.nextInt(3) == 0) {
                  request.addRecordingIds(recording(victim, id));
                }
              }
            });
    return found.toString();
  }

  private static String lookUps(Random random, Owner owner, Owner victim) {
    Caller caller = owner.caller();
    String recording = recording(victim, RECORDINGS.get(random.nextInt(RECORDINGS.size())));
    return answer(() -> ask.recording(caller, recording))
        + answer(() -> ask.transcript(caller, recording))
        + answer(() -> ask.transcript(caller, "txn_" + recording.substring(4)))
        + answer(() -> ask.again(owner, ask.search(victim, "common words", _ -> {})))
        + answer(() -> ask.list(caller, 100, ""));
  }

  private static String answer(Supplier<Object> call) {
    try {
      return String.valueOf(call.get());
    } catch (StatusRuntimeException e) {
      assertEquals("NOT_FOUND: not found", e.getMessage());
      return "";
    }
  }

  private static void check(Owner owner, String answer, String where) {
    for (Owner other : OWNERS) {
      if (!other.equals(owner) && answer.contains(canary(other))) {
        throw new AssertionError(where + " got the words of " + other);
      }
    }
  }

  @Test
  void everyOwnerFindsTheirOwnWords() {
    for (Owner owner : OWNERS) {
      List<FoundChunk> found = ask.search(owner, canary(owner), _ -> {});
      assertTrue(found.stream().anyMatch(chunk -> chunk.getText().contains(canary(owner))));
    }
  }
}
