package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.WriteResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the gateway and ask-service rely on of those who speak. All of {@link Transcript} is Ana.
 */
public interface SpeakersContract extends SearchSuite {
  private WriteResult name(Owner owner, String recording, long second, String... labelsAndNames) {
    return ask()
        .update(
            owner,
            recording,
            new Event("evt_n" + second, second),
            UpdateKind.UPDATE_KIND_UPDATED,
            request -> {
              RecordingDetails.Builder details = request.getDetailsBuilder();
              for (int i = 0; i < labelsAndNames.length; i += 2) {
                details.putSpeakers(labelsAndNames[i], labelsAndNames[i + 1]);
              }
            });
  }

  @Test
  default void eachLabelHasTheNameThatWasSaidLast() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "walnut");
    name(ana, "rec_a", 5, "Ana", "Ana Ruiz", "S2", "Ben");
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, name(ana, "rec_a", 4, "Ana", "No", "S3", "Cy"));
    assertEquals(WriteResult.WRITE_RESULT_STALE, name(ana, "rec_a", 3, "S2", "No"));
    assertEquals(
        Map.of("Ana", "Ana Ruiz", "S2", "Ben", "S3", "Cy"),
        ask().recording(ana.caller(), "rec_a").getSpeakersMap());
    name(ana, "rec_a", 6, "S2", "");
    name(ana, "rec_a", 5, "S2", "Late");
    assertEquals(
        Map.of("Ana", "Ana Ruiz", "S3", "Cy"),
        ask().recording(ana.caller(), "rec_a").getSpeakersMap());
  }

  @Test
  default void aNameIsShownAtOnceWhereverWordsAre() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "walnut");
    List<FoundChunk> before = ask().search(ana, "walnut");
    assertEquals("Ana", before.getFirst().getSpeaker());
    assertEquals("", before.getFirst().getSegments(0).getSpeakerLabel());
    name(ana, "rec_a", 2, "Ana", "Ana Ruiz");
    Segment shown =
        before.getFirst().getSegments(0).toBuilder()
            .setSpeaker("Ana Ruiz")
            .setSpeakerLabel("Ana")
            .build();
    FoundChunk found = ask().search(ana, "walnut").getFirst();
    assertEquals("Ana Ruiz", found.getSpeaker());
    assertEquals(List.of(shown), found.getSegmentsList());
    FoundChunk again = ask().chunks(ana, before).getFirst();
    assertEquals("Ana Ruiz", again.getSpeaker());
    assertEquals(List.of(shown), again.getSegmentsList());
    assertEquals(
        List.of(shown),
        ask().transcript(ana.caller(), "rec_a").getLast().getSegments().getSegmentsList());
    name(ana, "rec_a", 3, "Ana", "");
    assertEquals(
        before.getFirst().getSegmentsList(),
        ask().search(ana, "walnut").getFirst().getSegmentsList());
  }

  @Test
  default void namesThatAreNoneAreRefused() {
    Owner ana = Owner.fresh("eu_ana");
    String[] many = new String[402];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "S" + i;
      many[i + 1] = "Name";
    }
    assertInvalid("details", () -> name(ana, "rec_a", 1, many));
    assertInvalid("details", () -> name(ana, "rec_a", 1, " ", "Ana"));
    assertInvalid("details", () -> name(ana, "rec_a", 1, "S1", "x".repeat(129)));
  }
}
