package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FindMentionsResponse;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Segment;
import dev.hark.search.index.opensearch.WrittenLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said is counted, however much there is of it. */
class MentionsIT {
  private static final int MANY = Integer.getInteger("many", 2_000);
  private static final int TRIES = 20;

  /** What a count over 2,000 recordings may take. */
  private static final Duration MOST = Duration.ofMillis(150);

  private static final Owner LIBRARY = new Owner("proj_mentions", Mode.MODE_LIVE, "eu_library");

  private static TestService service;
  private static Asks ask;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
    WrittenLibrary library = new WrittenLibrary(service.prefix(), LIBRARY);
    for (int i = 0; i < MANY; i++) {
      library.add("rec_" + i, texts(i));
    }
    library.send();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Every second one has "deadline" once, every fourth twice; every tenth "budget" alone. */
  private static String[] texts(int number) {
    List<String> texts = new ArrayList<>(List.of("We talked of recording " + number + "."));
    if (number % 2 == 0) {
      texts.add("The deadlines of " + number + " were moved.");
    }
    if (number % 4 == 0) {
      texts.add("No deadline holds.");
    }
    if (number % 10 == 1) {
      texts.add("A budget, not a line that is dead.");
    }
    return texts.toArray(String[]::new);
  }

  private static void send(Owner owner, String recording, String... texts) {
    Transcript transcript =
        new Transcript(
            owner,
            recording,
            "txn_" + owner.endUser().substring(3) + recording.substring(4),
            new Event("evt_" + recording.substring(4), 10),
            List.of(texts));
    transcript.sendTo(service);
  }

  @Test
  void aCountOverManyRecordingsIsExactAndInTime() {
    FindMentionsResponse found = ask.mentions(LIBRARY, "deadline", request -> request.setLimit(3));
    assertEquals(MANY / 2 + MANY / 4, found.getMoments());
    assertEquals(MANY / 2, found.getRecordings());
    assertEquals("rec_" + (MANY - 2), found.getChunks(0).getRecordingId());
    assertEquals(
        MANY / 10, ask.mentions(LIBRARY, "budgets", request -> {}).getMoments(), "in any form");
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      long before = System.nanoTime();
      ask.mentions(LIBRARY, "deadline", request -> request.setLimit(8));
      times.add(Duration.ofNanos(System.nanoTime() - before));
    }
    Collections.sort(times);
    System.out.printf(
        "%d recordings: p50 %d ms, best %d ms%n",
        MANY, times.get(TRIES / 2).toMillis(), times.getFirst().toMillis());
    assertTrue(times.getFirst().compareTo(MOST) <= 0, times::toString);
  }

  @Test
  void wordsOfOtherLanguagesCountAsTheyAre() {
    Owner owner = new Owner("proj_mentions", Mode.MODE_LIVE, "eu_german");
    Transcript german =
        new Transcript(
            owner,
            "rec_german",
            "txn_german",
            new Event("evt_german", 1),
            List.of("Die Reise kostet viel.", "Reisen kosten viel."));
    german.sendTo(service, german.header().setLanguage("de").build());
    assertEquals(1, ask.mentions(owner, "reisen", request -> {}).getMoments());
    send(owner, "rec_english", "We visit them.", "He visits us, the others do not.");
    assertEquals(2, ask.mentions(owner, "visiting", request -> {}).getMoments());
    assertEquals(1, ask.mentions(owner, "the", request -> {}).getMoments(), "a stop word");
    assertEquals(0, ask.mentions(owner, "Ana", request -> {}).getMoments(), "who speaks is unsaid");
  }

  @Test
  void whatIsSaidAgainAndAgainCountsEachTime() {
    Owner owner = new Owner("proj_mentions", Mode.MODE_LIVE, "eu_again");
    send(owner, "rec_again", "a walnut", "lunch", "a walnut", "a walnut");
    FindMentionsResponse found = ask.mentions(owner, "walnut", request -> {});
    assertEquals(3, found.getMoments());
    assertEquals(
        List.of(0L, 20_000L, 30_000L),
        found.getChunksList().stream()
            .map(FoundChunk::getSegmentsList)
            .flatMap(List::stream)
            .map(Segment::getStartMs)
            .toList());
  }
}
