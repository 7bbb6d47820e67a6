package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a recogniser repeats while nobody speaks does not stand before what was said. */
class RepetitionIT {
  private static final String LOOP = "Thank you. ".repeat(100).strip();
  private static final String REAL = "Ines said thank you to Tom for the boat";

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

  private static Owner owner(String name) {
    return new Owner("proj_loops", Mode.MODE_LIVE, "eu_" + name);
  }

  private static void send(Owner owner, String recording, List<String> texts) {
    String id = recording.replace("rec_", "txn_");
    new Transcript(owner, recording, id, new Event("evt_e", 1), texts).sendTo(service);
  }

  private static List<String> texts(Owner owner, String query, int limit) {
    return ask.search(owner, query, request -> request.setLimit(limit)).stream()
        .map(FoundChunk::getText)
        .toList();
  }

  @Test
  void aLoopIsFoundOnceAndBehindTheOneRealMention() {
    Owner owner = owner("one");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      texts.add(i == 70 ? REAL : LOOP + " Thank you.".repeat(i % 3));
    }
    send(owner, "rec_one", texts);
    assertEquals(List.of(REAL, LOOP), texts(owner, "Who was thanked? thank you", 50));
    assertEquals(texts, ask.words(owner.caller(), "rec_one"));
  }

  @Test
  void loopsOfManyRecordingsDoNotHideWhatWasSaid() {
    Owner owner = owner("many");
    for (int i = 0; i < 120; i++) {
      send(owner, "rec_many" + i, i == 70 ? List.of(LOOP, REAL) : List.of(LOOP));
    }
    assertEquals(REAL, texts(owner, "thank you Tom", 8).getFirst());
  }

  @Test
  void aLoopIsFoundWhenItIsAllThereIsOrWasAskedFor() {
    Owner owner = owner("only");
    send(owner, "rec_only", List.of(LOOP, LOOP));
    assertEquals(List.of(LOOP), texts(owner, "who was thanked", 8));
    send(owner, "rec_more", List.of("lunch", "the boat"));
    assertEquals(LOOP, texts(owner, "Thank you", 8).getFirst());
  }

  @Test
  void asManyAsAskedForAreFoundWhileThereAreDistinctOnes() {
    Owner owner = owner("enough");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.add(i % 2 == 0 ? "The boat leaves at " + i : "The boat leaves");
    }
    send(owner, "rec_enough", texts);
    List<String> found = texts(owner, "When does the boat leave?", 30);
    assertEquals(30, found.size());
    assertEquals(30, new HashSet<>(found).size());
    assertTrue(texts(owner, "When does the boat leave?", 50).contains("The boat leaves"));
  }

  @Test
  void theSameWordsInAnotherRecordingComeAfterWhatIsNew() {
    Owner owner = owner("copy");
    send(owner, "rec_copy1", List.of("The boat leaves at nine"));
    send(owner, "rec_copy2", List.of("the boat leaves, at nine!", "Bring the boat a rope"));
    List<String> found = texts(owner, "boat leaves at nine", 8);
    assertEquals(3, found.size());
    assertEquals("Bring the boat a rope", found.get(1));
  }
}
