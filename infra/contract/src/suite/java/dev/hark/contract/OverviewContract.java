package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.FindMentionsResponse;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.Tags;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gateway and ask-service rely on when they ask for all of something. */
public interface OverviewContract extends SearchSuite {
  private void rename(Owner owner, String recording, long second, String label, String name) {
    ask()
        .update(
            owner,
            recording,
            new Event("evt_n" + second, second),
            UpdateKind.UPDATE_KIND_UPDATED,
            request -> request.getDetailsBuilder().putSpeakers(label, name));
  }

  private static Timestamp at(long second) {
    return Timestamp.newBuilder().setSeconds(second).build();
  }

  @Test
  default void thoseWhoSpeakAreNamedOnceThoseOfMostRecordingsFirst() {
    Owner ana = Owner.fresh("eu_ana");
    assertEquals(List.of(), ask().speakers(ana));
    for (String id : List.of("rec_a", "rec_b", "rec_c")) {
      send(ana, id, 1, "walnut");
    }
    send(ana.beside("eu_ben"), "rec_ben", 1, "walnut");
    rename(ana, "rec_a", 2, "Ana", "Zoë");
    rename(ana, "rec_b", 2, "Ana", "zoë");
    rename(ana, "rec_b", 3, "S7", "Nobody");
    assertEquals(2, ask().speakers(ana).size());
    assertEquals("zoë", ask().speakers(ana).getFirst().toLowerCase(Locale.ROOT));
    assertEquals("Ana", ask().speakers(ana).getLast());
    assertEquals(List.of("Ana"), ask().speakers(ana, "rec_c", "rec_unknown", "rec_ben"));
    ask().delete(ana, "rec_c", new Event("evt_d", 4));
    assertEquals(1, ask().speakers(ana).size());
    assertInvalid("recording_ids", () -> ask().speakers(ana, Asks.ids(501).toArray(String[]::new)));
    ask().erase(ana, new Event("evt_e", 5));
    assertEquals(List.of(), ask().speakers(ana));
  }

  private static CountRecordingsResponse counts(
      long all, long searched, long pending, long failed, long undated, long outside) {
    return CountRecordingsResponse.newBuilder()
        .setInScope(all)
        .setSearched(searched)
        .setPending(pending)
        .setFailed(failed)
        .setUndated(undated)
        .setOutside(outside)
        .build();
  }

  @Test
  default void recordingsAreCountedByWhatASearchCanMakeOfThem() {
    Owner ana = Owner.fresh("eu_ana");
    assertEquals(counts(0, 0, 0, 0, 0, 0), ask().count(ana, request -> {}));
    send(ana, "rec_old", 1, "walnut");
    ask().create(ana, "rec_old", new Event("evt_1", 2), 100);
    send(ana, "rec_new", 1, "walnut");
    ask().create(ana, "rec_new", new Event("evt_2", 2), 200);
    send(ana, "rec_undated", 1, "walnut");
    ask().create(ana, "rec_pending", new Event("evt_3", 2), 200);
    ask().create(ana, "rec_failed", new Event("evt_4", 2), 200);
    transcription(ana, "rec_failed", 3, TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED);
    transcription(ana, "rec_new", 4, TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING);
    assertEquals(counts(5, 3, 1, 1, 0, 0), ask().count(ana, request -> {}));
    assertEquals(
        counts(5, 1, 1, 1, 1, 1), ask().count(ana, request -> request.setRecordedAfter(at(150))));
    assertEquals(
        counts(2, 1, 0, 0, 0, 1),
        ask()
            .count(
                ana,
                request ->
                    request
                        .setRecordedBefore(at(150))
                        .addAllRecordingIds(List.of("rec_old", "rec_new", "rec_unknown"))));
    ask()
        .update(
            ana,
            "rec_old",
            new Event("evt_5", 5),
            UpdateKind.UPDATE_KIND_UPDATED,
            request -> request.getDetailsBuilder().setTags(Tags.newBuilder().addTags("sales")));
    assertEquals(
        counts(5, 1, 0, 0, 0, 4),
        ask()
            .count(
                ana,
                request -> {
                  request.setRecordedBefore(at(150));
                  request.getFilterBuilder().addTags("sales").addSpeakers("Nobody");
                }));
    ask().erase(ana, new Event("evt_e", 6));
    assertEquals(counts(0, 0, 0, 0, 0, 0), ask().count(ana, request -> {}));
  }

  private void transcription(
      Owner owner, String recording, long second, TranscriptionStatus status) {
    ask()
        .update(
            owner,
            recording,
            new Event("evt_t" + second, second),
            UpdateKind.UPDATE_KIND_TRANSCRIPTION_FAILED,
            request ->
                request
                    .getTranscriptionBuilder()
                    .setTranscriptionId("txn_x" + second)
                    .setStatus(status));
  }

  private FindMentionsResponse mentions(
      Owner owner, String words, Consumer<FindMentionsRequest.Builder> more) {
    return ask().mentions(owner, words, more);
  }

  private static List<String> said(FindMentionsResponse found) {
    return found.getChunksList().stream()
        .flatMap(chunk -> chunk.getSegmentsList().stream())
        .map(Segment::getText)
        .toList();
  }

  @Test
  default void everyMentionIsCountedAndTheNewestAreTold() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_old", 1, "the deadline is near", "lunch", "the deadline is near");
    send(ana, "rec_new", 1, "no deadline, no lunch", "a line that is dead");
    send(ana, "rec_none", 1, "lunch");
    send(ana, "rec_undated", 1, "my deadline");
    send(ana.beside("eu_ben"), "rec_ben", 1, "the deadline of Ben");
    ask().create(ana, "rec_old", new Event("evt_1", 2), 100);
    ask().create(ana, "rec_new", new Event("evt_2", 2), 200);
    FindMentionsResponse all = mentions(ana, "Deadline", request -> {});
    assertEquals(4, all.getMoments(), "the same words twice are said twice");
    assertEquals(3, all.getRecordings());
    assertEquals(
        List.of(
            "no deadline, no lunch", "the deadline is near", "the deadline is near", "my deadline"),
        said(all));
    FoundChunk first = all.getChunks(0);
    assertEquals("About rec_new", first.getRecordingTitle());
    assertEquals(0.0, first.getScore());
    assertEquals(List.of(first), ask().chunks(ana, List.of(first)), "of one segment");
    FindMentionsResponse two = mentions(ana, "deadline", request -> request.setLimit(2));
    assertEquals(4, two.getMoments());
    assertEquals(List.of("no deadline, no lunch", "the deadline is near"), said(two));
    assertEquals(List.of(), said(mentions(ana, "deadline", request -> request.setLimit(0))));
    assertEquals(1, mentions(ana, "deadline lunch", request -> {}).getMoments());
    assertEquals(0, mentions(ana, "dead deadline", request -> {}).getMoments());
  }

  @Test
  default void mentionsAreCountedWithinWhatIsAskedForAndServedNow() {
    Owner ana = Owner.fresh("eu_ana");
    for (int day = 1; day <= 4; day++) {
      send(ana, "rec_day" + day, 1, "the deadline of day " + day);
      ask().create(ana, "rec_day" + day, new Event("evt_c" + day, 2), day * 100L);
    }
    Consumer<FindMentionsRequest.Builder> window =
        request -> request.setRecordedAfter(at(200)).setRecordedBefore(at(400));
    assertEquals(2, mentions(ana, "deadline", window).getMoments());
    assertEquals(
        1,
        mentions(
                ana,
                "deadline",
                request -> request.addAllRecordingIds(List.of("rec_day1", "rec_unknown")))
            .getRecordings());
    rename(ana, "rec_day2", 3, "Ana", "Ben");
    Consumer<FindMentionsRequest.Builder> byBen =
        request -> request.getFilterBuilder().addSpeakers("ben");
    assertEquals(List.of("the deadline of day 2"), said(mentions(ana, "deadline", byBen)));
    assertEquals("Ben", mentions(ana, "deadline", byBen).getChunks(0).getSegments(0).getSpeaker());
    send(ana, "rec_day2", 5, "no more of it", "a deadline again");
    assertEquals(List.of("a deadline again"), said(mentions(ana, "deadline", byBen)));
    ask().delete(ana, "rec_day3", new Event("evt_d", 6));
    assertEquals(1, mentions(ana, "deadline", window).getMoments());
    ask().erase(ana, new Event("evt_e", 7));
    assertEquals(0, mentions(ana, "deadline", request -> {}).getMoments());
  }

  @Test
  default void whatCannotBeCountedIsRefusedByName() {
    Owner ana = Owner.fresh("eu_ana");
    assertInvalid("words", () -> mentions(ana, "", request -> {}));
    assertInvalid("words", () -> mentions(ana, "x".repeat(201), request -> {}));
    assertInvalid("limit", () -> mentions(ana, "words", request -> request.setLimit(101)));
    assertInvalid(
        "recording_ids",
        () -> mentions(ana, "words", request -> request.addAllRecordingIds(Asks.ids(501))));
    assertInvalid(
        "end_user_id", () -> mentions(ana, "words", request -> request.setEndUserId("eu_ben")));
  }

  @Test
  default void recordingsAreListedByTheWordsOfTheirTitles() {
    Owner ana = Owner.fresh("eu_ana");
    ask().create(ana, "rec_a", new Event("evt_1", 1), 100);
    send(ana, "rec_b", 1, "walnut");
    ask().rename(ana, "rec_a", new Event("evt_2", 2), "Weekly stand-up, Pellworth");
    ask().rename(ana, "rec_b", new Event("evt_3", 2), "Stand-up of the Bakery");
    assertEquals(List.of("rec_a"), called(ana, "PELLWORTH"));
    assertEquals(List.of("rec_a", "rec_b"), called(ana, "stand up"));
    assertEquals(List.of("rec_b"), called(ana, "the stand-up"));
    assertEquals(List.of(), called(ana, "pellworth bakery"));
    assertEquals(List.of("rec_b"), called(ana, "stand up", "rec_b", "rec_unknown"));
    assertEquals(List.of(), called(ana, "bakery", "rec_a"));
  }

  private List<String> called(Owner owner, String words, String... among) {
    return stubs()
        .search()
        .listRecordings(
            ListRecordingsRequest.newBuilder()
                .setCaller(owner.caller())
                .setTitleWords(words)
                .addAllRecordingIds(List.of(among))
                .setLimit(100)
                .build())
        .getRecordingsList()
        .stream()
        .map(Recording::getRecordingId)
        .toList();
  }
}
