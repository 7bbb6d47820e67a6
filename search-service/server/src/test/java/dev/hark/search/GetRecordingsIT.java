package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.proto.search.v1.Mode;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Many recordings looked up by one call. */
class GetRecordingsIT {
  private static TestService service;
  private static Asks ask;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void looksUpManyAtOnceAndLeavesOutWhatIsNotThereAndWhatIsSomebodyElses() {
    Owner owner = new Owner("proj_many", Mode.MODE_LIVE, "eu_ana");
    Owner other = new Owner("proj_many", Mode.MODE_LIVE, "eu_other");
    ask.create(owner, "rec_b", event(1), 200);
    ask.create(owner, "rec_a", event(2), 300);
    ask.create(other, "rec_o", event(3), 400);
    ask.delete(owner, "rec_gone", event(4));
    assertEquals(
        List.of("rec_b", "rec_a"),
        ask.recordings(owner, "rec_b", "rec_gone", "rec_a", "rec_o", "rec_none", "rec_b"));
    assertEquals(List.of("rec_o"), ask.recordings(other, "rec_b", "rec_o"));
    ask.erase(other, event(5));
    assertEquals(List.of(), ask.recordings(other, "rec_o"));
    String[] tooMany =
        IntStream.rangeClosed(0, 500).mapToObj(i -> "rec_" + i).toArray(String[]::new);
    assertEquals(Status.Code.INVALID_ARGUMENT, code(() -> ask.recordings(owner)));
    assertEquals(Status.Code.INVALID_ARGUMENT, code(() -> ask.recordings(owner, tooMany)));
  }

  private static Event event(long second) {
    return new Event("evt_" + second, second);
  }

  private static Status.Code code(Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }
}
