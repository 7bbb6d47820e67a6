package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.search.index.opensearch.OpenSearchIndex.IndexCondition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The service uses an index only that is there and made for it. */
class ReadinessIT {
  private static final Owner OWNER = new Owner("proj_r", Mode.MODE_LIVE, "eu_r");

  private final OpenSearchProbe probe = new OpenSearchProbe();

  private static String awaitUnusable(TestService service, String words) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                service.condition() instanceof IndexCondition.Unusable unusable
                    && unusable.reason().contains(words));
    return ((IndexCondition.Unusable) service.condition()).reason();
  }

  private static void assertRefusesCalls(TestService service) {
    StatusRuntimeException refusal =
        assertThrows(
            StatusRuntimeException.class, () -> new Asks(service).search(OWNER, "anything"));
    assertEquals(Status.Code.UNAVAILABLE, refusal.getStatus().getCode());
  }

  @Test
  void anotherModelThanTheIndexWasBuiltWithSaysWhatToDo() {
    String prefix = TestService.newPrefix();
    TestService.start(prefix, new FakeEmbedder()).awaitReady().close();
    try (TestService service = TestService.start(prefix, new FakeEmbedder("other-model"))) {
      String reason = awaitUnusable(service, "built with model");
      assertTrue(
          reason.startsWith(
              "index %s-chunks was built with model fake-words (16 dimensions), this service is configured with other-model"
                  .formatted(prefix)),
          reason);
      assertTrue(reason.contains("HARK_EMBEDDING_"), reason);
      assertRefusesCalls(service);
    }
  }

  @Test
  void anIndexThatVanishesMakesItUnreadyAndIsNotMadeAgain() {
    try (TestService service = TestService.start()) {
      String index = service.prefix() + "-recordings-v1";
      probe.send("DELETE", "/" + index, "");
      String reason = awaitUnusable(service, "is missing");
      assertTrue(reason.contains(service.prefix() + "-recordings"), reason);
      assertRefusesCalls(service);
      assertEquals(404, probe.get("/" + index).path("status").asInt());
    }
  }

  @Test
  void aFirstStartThatWasInterruptedIsFinished() {
    String prefix = TestService.newPrefix();
    TestService.start(prefix, new FakeEmbedder()).awaitReady().close();
    probe.send("DELETE", "/" + prefix + "-end-users-v1", "");
    try (TestService service = TestService.start(prefix, new FakeEmbedder())) {
      service.awaitReady();
      assertEquals(List.of(), new Asks(service).search(OWNER, "anything"));
    }
  }

  @Test
  void anIndexThatIsMissingBesideOthersThatHoldSomethingIsNotMade() {
    String prefix = TestService.newPrefix();
    try (TestService service = TestService.start(prefix, new FakeEmbedder()).awaitReady()) {
      new Transcript(OWNER, "rec_r", "txn_t", new Event("evt_e", 1), List.of("words"))
          .sendTo(service);
    }
    probe.send("DELETE", "/" + prefix + "-end-users-v1", "");
    try (TestService service = TestService.start(prefix, new FakeEmbedder())) {
      awaitUnusable(service, "is missing");
      assertEquals(404, probe.get("/" + prefix + "-end-users-v1").path("status").asInt());
    }
  }

  @Test
  void anAliasThatVanishesMakesItUnreadyUntilItIsBack() {
    try (TestService service = TestService.start()) {
      String alias = service.prefix() + "-chunks";
      probe.send("DELETE", "/" + alias + "-v1/_alias/" + alias, "");
      awaitUnusable(service, "is missing");
      StatusRuntimeException refusal =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  new Transcript(OWNER, "rec_r", "txn_t", new Event("evt_e", 1), List.of("words"))
                      .sendTo(service));
      assertEquals(Status.Code.UNAVAILABLE, refusal.getStatus().getCode());
      probe.send("PUT", "/" + alias + "-v1/_alias/" + alias, "");
      service.awaitReady();
      assertEquals(List.of(), new Asks(service).search(OWNER, "anything"));
    }
  }

  @Test
  void aSecondInstanceUsesTheIndexOfTheFirst() {
    String prefix = TestService.newPrefix();
    try (TestService first = TestService.start(prefix, new FakeEmbedder());
        TestService second = TestService.start(prefix, new FakeEmbedder())) {
      first.awaitReady();
      second.awaitReady();
      new Transcript(OWNER, "rec_r", "txn_t", new Event("evt_e", 1), List.of("words"))
          .sendTo(first);
      assertEquals(1, new Asks(second).texts(OWNER, "words").size());
    }
  }
}
