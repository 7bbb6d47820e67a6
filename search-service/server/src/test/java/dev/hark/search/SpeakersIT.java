package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.search.index.opensearch.WrittenLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name holds everywhere at once, and no chunk is written for it. */
class SpeakersIT {
  private static final int MANY = 500;
  private static final List<String> NEW_FIELDS =
      List.of("voices", "voice_shares", "speaker_names", "metadata_values", "called", "searchable");

  private static void name(Asks ask, Owner owner, String recording, int second, String name) {
    ask.update(
        owner,
        recording,
        new Event("evt_n" + second, second),
        UpdateKind.UPDATE_KIND_UPDATED,
        request -> request.getDetailsBuilder().putSpeakers("Ana", name));
  }

  @Test
  void aRenameWritesOneDocumentOfARecording() {
    try (FakeOpenSearch server = new FakeOpenSearch();
        TestService service = TestService.at(server.url()).awaitReady()) {
      name(new Asks(service), Owner.fresh("eu_ana"), "rec_a", 1, "Zoë");
      List<String> writes =
          server.calls().stream().filter(call -> call.endsWith(", visible")).toList();
      assertEquals(1, writes.size(), writes::toString);
      assertEquals(List.of(), server.requests("_bulk"));
    }
  }

  @Test
  void aRenameOfManyIsVisibleInTheNextSearch() {
    Owner ana = Owner.fresh("eu_ana");
    OpenSearchProbe probe = new OpenSearchProbe();
    try (TestService service = TestService.start()) {
      Asks ask = new Asks(service);
      WrittenLibrary library = new WrittenLibrary(service.prefix(), ana);
      for (int i = 0; i < MANY; i++) {
        library.add("rec_" + i, "the budget of " + i);
      }
      library.send();
      JsonNode before = probe.get("/" + service.prefix() + "-chunks/_stats/indexing");
      for (int i = 0; i < MANY; i++) {
        name(ask, ana, "rec_" + i, 2, "Zoë");
        if (i % 50 == 0) {
          String renamed = "rec_" + i;
          FoundChunk found =
              ask.search(ana, "budget", request -> request.addRecordingIds(renamed)).getFirst();
          assertEquals("Zoë", found.getSpeaker());
        }
      }
      assertEquals(List.of("Zoë"), ask.speakers(ana));
      for (FoundChunk found :
          ask.search(ana, "budget", request -> request.getFilterBuilder().addSpeakers("zoë"))) {
        assertEquals("Zoë", found.getSpeaker());
        assertEquals("Ana", found.getSegments(0).getSpeakerLabel());
      }
      assertEquals(
          before.at("/_all/primaries/indexing/index_total"),
          probe
              .get("/" + service.prefix() + "-chunks/_stats/indexing")
              .at("/_all/primaries/indexing/index_total"));
    }
  }

  @Test
  void anIndexOfAnEarlierReleaseLearnsWhoSpeaks() {
    Owner ana = Owner.fresh("eu_ana");
    OpenSearchProbe probe = new OpenSearchProbe();
    String prefix = TestService.newPrefix();
    TestService.start(prefix, new FakeEmbedder()).awaitReady().close();
    for (String kind : List.of("chunks", "recordings")) {
      String index = "/" + prefix + "-" + kind + "-v1";
      JsonNode before = probe.get(index).elements().next();
      JsonNode mappings = before.path("mappings");
      ((ObjectNode) mappings.path("properties")).remove(NEW_FIELDS);
      probe.send("DELETE", index, "");
      probe.send(
          "PUT",
          index,
          """
          {"aliases": {"%s-%s": {}}, "mappings": %s,
           "settings": {"index.knn": true, "index.analysis": %s}}
          """
              .formatted(prefix, kind, mappings, before.at("/settings/index/analysis")));
    }
    try (TestService service = TestService.start(prefix, new FakeEmbedder()).awaitReady()) {
      Asks ask = new Asks(service);
      Transcript.of(ana, "rec_a", 1, "the budget").sendTo(service);
      name(ask, ana, "rec_a", 2, "Zoë");
      assertEquals(
          1,
          ask.search(ana, "budget", request -> request.getFilterBuilder().addSpeakers("ZOË"))
              .size());
    }
  }
}
