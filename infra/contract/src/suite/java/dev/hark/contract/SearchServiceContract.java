package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.Segment;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gateway and ask-service rely on when they search. */
public interface SearchServiceContract extends SearchSuite {
  private static List<String> recordings(List<FoundChunk> found) {
    return found.stream().map(FoundChunk::getRecordingId).toList();
  }

  @Test
  default void findsTheBestChunkFirstWithAllThatIsSaidOfIt() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "lunch was good", "we ship the parser on friday");
    send(ana, "rec_b", 1, "lunch was better");
    ask().create(ana, "rec_a", new Event("evt_c", 2), 77);
    List<FoundChunk> found = ask().search(ana, "when do we ship the parser");
    Segment segment =
        Segment.newBuilder()
            .setStartMs(10_000)
            .setEndMs(20_000)
            .setSpeaker("Ana")
            .setText("we ship the parser on friday")
            .build();
    assertEquals(
        FoundChunk.newBuilder()
            .setChunkId(Transcript.of(ana, "rec_a", 1, "", "").chunkId(1))
            .setRecordingId("rec_a")
            .setTranscriptionId("txn_a1")
            .setOrdinal(1)
            .setText("we ship the parser on friday")
            .setSpeaker("Ana")
            .setStartMs(10_000)
            .setEndMs(20_000)
            .setRecordedAt(Timestamp.newBuilder().setSeconds(77))
            .setRecordingTitle("About rec_a")
            .addSegments(segment)
            .build(),
        found.getFirst().toBuilder().clearScore().build());
    assertTrue(recordings(found).contains("rec_b"), "by its meaning, however far");
    for (int i = 0; i < found.size(); i++) {
      assertTrue(found.get(i).getScore() >= 0);
      assertTrue(i == 0 || found.get(i).getScore() <= found.get(i - 1).getScore());
    }
    assertEquals(found.size(), found.stream().map(FoundChunk::getChunkId).distinct().count());
    assertEquals(1, ask().search(ana, "the parser", request -> request.setLimit(1)).size());
  }

  @Test
  default void findsWithinWhatIsAskedForAlone() {
    Owner ana = Owner.fresh("eu_ana");
    Owner ben = ana.beside("eu_ben");
    for (int day = 1; day <= 4; day++) {
      send(ana, "rec_day" + day, 1, "the budget, day " + day);
      ask().create(ana, "rec_day" + day, new Event("evt_c" + day, 2), day * 100L);
    }
    send(ana, "rec_undated", 1, "the budget, some day");
    send(ben, "rec_ben", 1, "the budget of Ben");
    assertEquals(List.of("rec_day2", "rec_day3"), found(ana, made(200, 400)));
    assertEquals(List.of(), found(ana, made(401, 402)));
    assertEquals(
        List.of("rec_day2"),
        found(
            ana,
            request -> request.addAllRecordingIds(List.of("rec_day2", "rec_unknown", "rec_ben"))));
    assertEquals(List.of(), found(ana, request -> request.addRecordingIds("rec_ben")));
    assertEquals(List.of("rec_ben"), found(ben, request -> {}));
    assertEquals(List.of("rec_ben"), found(ben, request -> request.setCaller(ben.projectCaller())));
    assertEquals(List.of(), found(ana.beside("eu_nobody"), request -> {}));
    assertEquals(
        List.of(), found(new Owner(ana.project(), Mode.MODE_TEST, "eu_ana"), request -> {}));
  }

  private static Consumer<SearchRequest.Builder> made(long after, long before) {
    return request ->
        request
            .setRecordedAfter(Timestamp.newBuilder().setSeconds(after))
            .setRecordedBefore(Timestamp.newBuilder().setSeconds(before));
  }

  private List<String> found(Owner owner, Consumer<SearchRequest.Builder> more) {
    return ask().search(owner, "budget", more).stream()
        .map(FoundChunk::getRecordingId)
        .sorted()
        .toList();
  }

  @Test
  default void findsNothingThatWasReplaced() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "walnut one");
    send(ana, "rec_a", 2, "walnut two");
    assertEquals(
        List.of("walnut two"),
        ask().search(ana, "walnut").stream().map(FoundChunk::getText).toList());
  }

  @Test
  default void whatIsWronglySearchedForIsRefusedByName() {
    Owner ana = Owner.fresh("eu_ana");
    assertSearchInvalid("query", ana, request -> request.setQuery(" "));
    assertSearchInvalid("query", ana, request -> request.setQuery("x".repeat(10_001)));
    assertSearchInvalid("limit", ana, request -> request.setLimit(0));
    assertSearchInvalid("limit", ana, request -> request.setLimit(101));
    assertSearchInvalid(
        "recording_ids\\[1\\]",
        ana,
        request -> request.addAllRecordingIds(List.of("rec_a", "nonsense")));
    assertSearchInvalid("recording_ids", ana, request -> request.addAllRecordingIds(Asks.ids(501)));
    assertSearchInvalid("end_user_id", ana, request -> request.setEndUserId("eu_ben"));
    assertSearchInvalid("end_user_id", ana, request -> request.clearEndUserId());
    assertSearchInvalid("caller.project_id", ana, request -> request.clearCaller());
    assertEquals(
        List.of(), ask().search(ana, "🎙".repeat(10_000)), "10,000 characters, as they are seen");
  }

  private void assertSearchInvalid(
      String field, Owner owner, Consumer<SearchRequest.Builder> change) {
    assertInvalid(field, () -> ask().search(owner, "words", change));
  }

  @Test
  default void chunksAreReadAgainInTheOrderInWhichTheyAreAskedFor() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "common one");
    send(ana, "rec_b", 1, "common two");
    List<FoundChunk> found = ask().search(ana, "common");
    assertEquals(List.of("common one", "common two"), texts(found).stream().sorted().toList());
    List<FoundChunk> again = ask().chunks(ana, found.reversed());
    assertEquals(
        found.reversed().stream().map(chunk -> chunk.toBuilder().clearScore().build()).toList(),
        again);
    assertEquals(List.of(), ask().again(ana.beside("eu_ben"), found));
    FoundChunk elsewhere = found.getFirst().toBuilder().setOrdinal(1).build();
    assertEquals(List.of(), ask().again(ana, List.of(elsewhere)));
    ask().delete(ana, "rec_b", new Event("evt_d", 2));
    assertEquals(List.of("common one"), ask().again(ana, found));
    send(ana, "rec_a", 3, "common three");
    assertEquals(List.of(), ask().again(ana, found), "replaced");
    List<FoundChunk> last = ask().search(ana, "common");
    assertEquals(List.of("common three"), ask().again(ana, last));
    ask().erase(ana, new Event("evt_e", 4));
    assertEquals(List.of(), ask().again(ana, last));
  }

  private static List<String> texts(List<FoundChunk> chunks) {
    return chunks.stream().map(FoundChunk::getText).toList();
  }

  @Test
  default void chunksAreAskedForOneToAHundredAtATime() {
    Owner ana = Owner.fresh("eu_ana");
    FoundChunk chunk =
        FoundChunk.newBuilder().setChunkId("chk_1").setRecordingId("rec_a").setOrdinal(-1).build();
    assertEquals(List.of(), ask().again(ana, List.of(chunk)));
    assertInvalid("chunks", () -> ask().again(ana, List.of()));
    assertInvalid("chunks", () -> ask().again(ana, Collections.nCopies(101, chunk)));
    FoundChunk wrong = chunk.toBuilder().setRecordingId("no id").build();
    assertInvalid("chunks\\[0\\].recording_id", () -> ask().again(ana, List.of(wrong)));
  }
}
