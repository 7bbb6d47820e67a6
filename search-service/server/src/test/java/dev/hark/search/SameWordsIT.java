package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Retrieval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recordings are found by their words, whatever code points these are written with. */
class SameWordsIT {
  private static TestService service;

  private final Owner owner = new Owner("proj_" + System.nanoTime(), Mode.MODE_LIVE, "eu_ada");

  @BeforeAll
  static void start() {
    service = TestService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void findsTheSameWordOnly() {
    List<SameWord> words = SameWord.all().toList();
    IntStream.range(0, words.size()).parallel().forEach(i -> send("rec_" + i, words.get(i).said()));
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean found = !found("rec_" + i, words.get(i).asked()).isEmpty();
      if (found != words.get(i).foundBy().contains("words")) {
        wrong.add((found ? "found: " : "not found: ") + words.get(i));
      }
    }
    assertEquals(List.of(), wrong, wrong.size() + " of " + words.size());
  }

  @Test
  void ranksTheWordItselfAboveOneWithOtherAccents() {
    send("rec_plain", "They resume. Resume, resume, resume the talk.");
    send("rec_accents", "A résumé of the talk, which was long, and of other things.");
    assertEquals(List.of("rec_accents", "rec_plain"), found("", "Re\u0301sume\u0301"));
    assertEquals(List.of("rec_plain", "rec_accents"), found("", "resume"));
  }

  @Test
  void ranksWholeWordsAboveTheirPartsWithoutSpaces() {
    send("rec_other", "会社の議題を議論した");
    send("rec_meant", "明日の会議室は三階です");
    assertEquals("rec_meant", found("", "会議室").getFirst());
  }

  private void send(String recording, String said) {
    String transcription = recording.replace("rec_", "txn_");
    new Transcript(owner, recording, transcription, new Event("evt_e", 1), List.of(said))
        .sendTo(service);
  }

  /** Recordings, best first, by words alone; among all when none is named. */
  private List<String> found(String recording, String query) {
    return new Asks(service)
            .search(
                owner,
                query,
                request -> {
                  request.setRetrieval(Retrieval.RETRIEVAL_LEXICAL);
                  if (!recording.isEmpty()) {
                    request.addRecordingIds(recording);
                  }
                })
            .stream()
            .map(FoundChunk::getRecordingId)
            .toList();
  }
}
