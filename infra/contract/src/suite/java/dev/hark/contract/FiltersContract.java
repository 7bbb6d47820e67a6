package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Filter;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.Retrieval;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.Tags;
import dev.hark.proto.search.v1.UpdateKind;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gateway and ask-service rely on when a search is limited, led or grouped. */
public interface FiltersContract extends SearchSuite {
  private void say(
      Owner owner, String recording, long second, Consumer<RecordingDetails.Builder> details) {
    ask()
        .update(
            owner,
            recording,
            new Event("evt_s" + second, second),
            UpdateKind.UPDATE_KIND_UPDATED,
            request -> details.accept(request.getDetailsBuilder()));
  }

  private List<String> found(Owner owner, Consumer<Filter.Builder> filter) {
    return ask()
        .search(owner, "budget", request -> filter.accept(request.getFilterBuilder()))
        .stream()
        .map(FoundChunk::getRecordingId)
        .sorted()
        .toList();
  }

  private static Consumer<RecordingDetails.Builder> tags(String... tags) {
    return details -> details.setTags(Tags.newBuilder().addAllTags(List.of(tags)));
  }

  private List<String> withMetadata(Owner owner, String json) {
    return found(owner, filter -> filter.setMetadataJson(json));
  }

  @Test
  default void findsWhatHasAllOfTheTags() {
    Owner ana = Owner.fresh("eu_ana");
    for (String id : List.of("rec_a", "rec_b", "rec_c")) {
      send(ana, id, 1, "the budget of " + id);
    }
    say(ana, "rec_a", 2, tags("sales", "north"));
    say(ana, "rec_b", 2, tags("sales"));
    assertEquals(List.of("rec_a", "rec_b"), found(ana, filter -> filter.addTags("sales")));
    assertEquals(List.of("rec_a"), found(ana, filter -> filter.addTags("north").addTags("sales")));
    assertEquals(List.of(), found(ana, filter -> filter.addTags("Sales")));
    say(ana, "rec_a", 3, tags());
    assertEquals(List.of("rec_b"), found(ana, filter -> filter.addTags("sales")));
    assertEquals(List.of("rec_a", "rec_b", "rec_c"), found(ana, filter -> {}));
  }

  @Test
  default void findsWhatHasTheValuesAtTheirPlacesInTheMetadata() {
    Owner ana = Owner.fresh("eu_ana");
    for (String id : List.of("rec_a", "rec_b", "rec_c")) {
      send(ana, id, 1, "the budget of " + id);
    }
    say(
        ana,
        "rec_a",
        2,
        details ->
            details.setMetadataJson("{ \"deal\" : {\"id\": 7.0, \"won\":true}, \"a/b\": \"x\"}"));
    say(ana, "rec_b", 2, details -> details.setMetadataJson("{\"deal\":{\"id\":\"7\"},\"l\":[1]}"));
    assertEquals(List.of("rec_a"), withMetadata(ana, "{\"deal\":{\"id\":7}}"));
    assertEquals(List.of("rec_b"), withMetadata(ana, "{\"deal\":{\"id\":\"7\"}}"));
    assertEquals(List.of("rec_a"), withMetadata(ana, "{\"deal\":{\"won\":true},\"a/b\":\"x\"}"));
    assertEquals(List.of(), withMetadata(ana, "{\"deal\":{\"won\":true},\"a/b\":\"y\"}"));
    assertEquals(List.of(), withMetadata(ana, "{\"id\":7}"));
    assertEquals(List.of(), withMetadata(ana, "{\"deal\":{\"id\":8}}"));
    assertEquals(List.of("rec_a", "rec_b", "rec_c"), withMetadata(ana, "{}"));
  }

  @Test
  default void findsWhatOneOfTheSpeakersSaysByNameOrLabel() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "the budget of a");
    send(ana, "rec_b", 1, "the budget of b");
    say(ana, "rec_a", 2, details -> details.putSpeakers("Ana", "Bénédicte Roy"));
    assertEquals(
        List.of("rec_a"), found(ana, filter -> filter.addSpeakers("b\u00c9n\u00c9dicte ROY")));
    assertEquals(List.of("rec_a", "rec_b"), found(ana, filter -> filter.addSpeakers("ana")));
    assertEquals(List.of(), found(ana, filter -> filter.addSpeakers("Benedicte")));
    say(ana, "rec_b", 3, details -> details.putSpeakers("Ana", "Cy"));
    assertEquals(
        List.of("rec_a", "rec_b"),
        found(ana, filter -> filter.addSpeakers("cy").addSpeakers("Bénédicte Roy")));
    say(ana, "rec_b", 4, details -> details.putSpeakers("Ana", ""));
    assertEquals(List.of(), found(ana, filter -> filter.addSpeakers("Cy")));
  }

  @Test
  default void whatIsPreferredLimitsNothing() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "the budget of a");
    send(ana, "rec_b", 1, "the budget of b");
    for (Consumer<SearchRequest.Builder> preferring :
        List.<Consumer<SearchRequest.Builder>>of(
            request -> request.addPreferredSpeakers("ANA"),
            request -> request.addPreferredSpeakers("Nobody"),
            request -> request.addPreferredRecordingIds("rec_b"),
            request -> request.addPreferredRecordingIds("rec_unknown"))) {
      List<FoundChunk> found = ask().search(ana, "budget", preferring);
      assertEquals(
          List.of("rec_a", "rec_b"),
          found.stream().map(FoundChunk::getRecordingId).sorted().toList());
    }
  }

  @Test
  default void eachRecordingIsFoundOnceByItsBestChunkWhenGrouped() {
    Owner ana = Owner.fresh("eu_ana");
    for (int i = 0; i < 4; i++) {
      send(ana, "rec_" + i, 1, "the budget of " + i);
    }
    Consumer<SearchRequest.Builder> grouped =
        request -> request.setGroupByRecording(true).setLimit(3);
    SearchResponse found = ask().searched(ana, "the budget", grouped);
    assertEquals(4, found.getTotal());
    assertEquals(3, found.getChunksCount());
    assertEquals(
        3, found.getChunksList().stream().map(FoundChunk::getRecordingId).distinct().count());
    found.getChunksList().forEach(chunk -> assertEquals(1, chunk.getMatchCount()));
    assertEquals(0, ask().searched(ana, "the budget", request -> {}).getTotal());
  }

  @Test
  default void aSearchSaysWhatWasSearched() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "the budget of a");
    SearchResponse both = ask().searched(ana, "budget", request -> {});
    assertEquals(Transcript.MODEL, both.getEmbeddingModel());
    assertTrue(!both.getIndexGeneration().isEmpty());
    SearchResponse words =
        ask().searched(ana, "budget", request -> request.setRetrieval(Retrieval.RETRIEVAL_LEXICAL));
    assertEquals("", words.getEmbeddingModel());
  }

  private void assertFilterInvalid(String field, Consumer<SearchRequest.Builder> change) {
    assertInvalid(field, () -> ask().search(Owner.fresh("eu_ana"), "words", change));
  }

  @Test
  default void whatCannotBeFilteredByIsRefusedByName() {
    List<String> many = Collections.nCopies(21, "a");
    assertFilterInvalid("filter.tags", request -> request.getFilterBuilder().addAllTags(many));
    assertFilterInvalid(
        "filter.speakers", request -> request.getFilterBuilder().addAllSpeakers(many));
    assertFilterInvalid(
        "filter.speakers", request -> request.getFilterBuilder().addSpeakers("x".repeat(129)));
    assertFilterInvalid("preferred_speakers", request -> request.addAllPreferredSpeakers(many));
    assertFilterInvalid(
        "preferred_recording_ids", request -> request.addAllPreferredRecordingIds(Asks.ids(21)));
    for (String json : List.of("[]", "7", "{", "{\"a\":[1]}", "{\"a\":null}")) {
      assertFilterInvalid(
          "filter.metadata_json", request -> request.getFilterBuilder().setMetadataJson(json));
    }
  }
}
