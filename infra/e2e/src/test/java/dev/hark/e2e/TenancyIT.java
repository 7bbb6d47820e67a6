package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.e2e.Tenants.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Random calls, with keys of every kind, about random things of everybody: the status is what a
 * model says of what the key may see, and not one answer holds a word of anybody else. {@code
 * -Dseed=} repeats a run's choices.
 */
final class TenancyIT {
  private static final int CALLS = Integer.getInteger("tenancy.calls", 2_000);
  private static final int CALLERS = 8;

  private final RunningHark hark = RunningHark.get();
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final List<Tenant> tenants = Tenants.make(hark, new Random(seed));

  /** What is called, as often as it stands here of 20 times; a question costs most. */
  private enum Route {
    RECORDING(4),
    TRANSCRIPTION(2),
    RECORDINGS(2),
    SESSION(2),
    MESSAGES(1),
    RENAMED_SESSION(1),
    SESSIONS(2),
    END_USER(2),
    SEARCH(2),
    DELETION(2);

    private final int share;

    Route(int share) {
      this.share = share;
    }

    static Route random(Random random) {
      int left = random.nextInt(20);
      for (Route route : values()) {
        left -= route.share;
        if (left < 0) {
          return route;
        }
      }
      return RECORDING;
    }
  }

  /**
   * One call.
   *
   * @param bound whether with the key of the caller alone, else with the one of the whole project
   * @param target whose things it asks for
   */
  private record Call(Tenant caller, boolean bound, Route route, Tenant target) {
    Gateway gateway() {
      return bound ? caller.own() : caller.ofProject();
    }

    boolean maySee(Tenant tenant) {
      return caller.sharesProject(tenant)
          && caller.sharesMode(tenant)
          && (!bound || caller.sharesEndUser(tenant));
    }

    /** End users are the same in live and test data: there is one of that name in both. */
    boolean maySeeEndUser() {
      return caller.sharesProject(target) && (!bound || caller.sharesEndUser(target));
    }

    int expected() {
      boolean other = bound && !caller.owner().endUserId().equals(target.owner().endUserId());
      return switch (route) {
        case RECORDING, TRANSCRIPTION, SESSION, MESSAGES, RENAMED_SESSION ->
            maySee(target) ? 200 : 404;
        case END_USER -> maySeeEndUser() ? 200 : 404;
        case RECORDINGS, SEARCH -> other ? 403 : 200;
        case SESSIONS -> 200;
        case DELETION -> 404;
      };
    }
  }

  @Test
  void noAnswerEverHoldsAnothersWords() throws Exception {
    System.out.println("TenancyIT -Dseed=" + seed);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Random random = new Random(seed + i);
        callers.add(threads.submit(() -> callAll(random)));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
    tenants.forEach(tenant -> check(new Call(tenant, true, Route.RECORDING, tenant), 0));
  }

  /** Answers over everything, with quotes; they take long, so there are fewer of them. */
  @Test
  void noAnswerOfAModelHoldsAnothersWords() {
    for (Tenant tenant : tenants) {
      ObjectNode body = Event.JSON.createObjectNode();
      body.putObject("scope").put("type", "library");
      body.put("end_user_id", tenant.owner().endUserId()).put("title", "Asked");
      ObjectNode message = body.putObject("initial_message");
      message.put("content", "Who agrees to the budget of the garden?");
      message.putArray("include").add("quotes").add("coverage");
      Gateway.Answer answer = tenant.ofProject().post("/v1/ask/sessions", body.toString());
      assertEquals(200, answer.status(), answer.raw());
      assertTrue(answer.raw().contains(tenant.canary()), answer.raw());
      assertHoldsNothingOfOthers(new Call(tenant, true, Route.SEARCH, tenant), answer);
    }
  }

  private void callAll(Random random) {
    for (int i = 0; i < CALLS / CALLERS; i++) {
      Tenant caller = tenants.get(random.nextInt(tenants.size()));
      List<Tenant> near = tenants.stream().filter(caller::sharesProject).toList();
      List<Tenant> from = random.nextBoolean() ? near : tenants;
      Tenant target = from.get(random.nextInt(from.size()));
      Call call = new Call(caller, random.nextBoolean(), Route.random(random), target);
      // What may be deleted is not: the others still ask for it.
      boolean spared = call.route() == Route.DELETION && call.maySee(target);
      check(spared ? new Call(caller, call.bound(), Route.RECORDING, target) : call, i);
    }
  }

  private void check(Call call, int number) {
    Gateway.Answer answer = answer(call, number);
    assertEquals(call.expected(), answer.status(), () -> call + " got " + answer.raw());
    assertHoldsNothingOfOthers(call, answer);
    boolean shown =
        switch (call.route()) {
          case RECORDING, TRANSCRIPTION, SESSION, RENAMED_SESSION -> answer.status() == 200;
          default -> false;
        };
    assertTrue(!shown || answer.raw().contains(call.target().canary()), () -> call + " lost it");
  }

  private void assertHoldsNothingOfOthers(Call call, Gateway.Answer answer) {
    for (Tenant tenant : tenants) {
      if (!call.maySee(tenant)) {
        assertTrue(!answer.raw().contains(tenant.canary()), () -> call + " saw " + tenant);
        assertTrue(
            !answer.raw().contains(tenant.recordingId()) || call.target().equals(tenant),
            () -> call + " saw an id of " + tenant);
      }
    }
  }

  private Gateway.Answer answer(Call call, int number) {
    Gateway gateway = call.gateway();
    Tenant target = call.target();
    String filter = "?limit=100&end_user_id=" + target.owner().endUserId();
    String session = "/v1/ask/sessions/" + target.sessionId();
    return switch (call.route()) {
      case RECORDING -> gateway.get("/v1/recordings/" + target.recordingId());
      case TRANSCRIPTION -> gateway.get("/v1/transcriptions/" + target.transcriptionId());
      case RECORDINGS -> gateway.get("/v1/recordings" + filter);
      case SESSION -> gateway.get(session);
      case MESSAGES -> gateway.get(session + "/messages");
      case RENAMED_SESSION ->
          gateway.patch(session, "{\"title\":\"Notes of " + target.canary() + "\"}");
      case SESSIONS -> gateway.get("/v1/ask/sessions" + filter);
      case END_USER -> gateway.get("/v1/end-users/" + target.owner().endUserId());
      case SEARCH -> gateway.search(search(call, number));
      case DELETION ->
          gateway.delete(number % 2 == 0 ? session : "/v1/recordings/" + target.recordingId());
    };
  }

  private static ObjectNode search(Call call, int number) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.put("query", number % 2 == 0 ? call.target().canary() : "the budget of the garden");
    body.put("end_user_id", call.target().owner().endUserId()).put("limit", 50);
    if (number % 3 == 0) {
      body.putArray("recording_ids").add(call.target().recordingId());
    }
    return body;
  }
}
