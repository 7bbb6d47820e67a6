package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.UpdateKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A recording is found by what it is called now, whatever event said so and whenever. */
class TitlesIT {
  private static final int RECORDINGS = 20;
  private static final String NEW_NAME = "Harbour walk with Ines";

  /** Three orders of three events in which the title comes last by its stamp. */
  private static final List<String> ORDERS = List.of("cuf", "cfu", "ufc", "ucf", "fcu", "fuc");

  private static final Model MODEL = new Model();
  private static final Owner LIBRARY = owner("lib");

  private static int renames;
  private static TestService service;
  private static Asks ask;

  @BeforeAll
  static void start() {
    service = TestService.start(TestService.newPrefix(), MODEL).awaitReady();
    ask = new Asks(service);
    for (int i = 0; i < RECORDINGS; i++) {
      add(LIBRARY, i, ORDERS.get(i % ORDERS.size()));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Owner owner(String name) {
    return new Owner("proj_titles", Mode.MODE_LIVE, "eu_" + name);
  }

  /** All but alike: the same talk with one number in it, called one like the other. */
  private static void add(Owner owner, int number, String order) {
    String recording = "rec_" + owner.endUser().substring("eu_".length()) + number;
    for (int i = 0; i < order.length(); i++) {
      switch (order.charAt(i)) {
        case 'c' -> create(owner, recording, number);
        case 'u' -> ask.rename(owner, recording, event(recording, "u", 3), title(number));
        default -> transcript(owner, recording, number).sendTo(service);
      }
    }
  }

  private static String title(int number) {
    return "Weekly sync of team " + number;
  }

  private static void create(Owner owner, String recording, int number) {
    ask.update(
        owner,
        recording,
        event(recording, "c", 1),
        UpdateKind.UPDATE_KIND_CREATED,
        request -> {
          request.setEndUserId(owner.endUser());
          request.getDetailsBuilder().setTitle("Created " + number);
        });
  }

  private static Transcript transcript(Owner owner, String recording, int number) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      texts.add("we went through open points, part " + i + ", and item " + (number * 3 + i));
    }
    String id = "txn_" + recording.replace("_", "");
    return new Transcript(owner, recording, id, event(recording, "f", 2), texts);
  }

  private static Event event(String recording, String kind, long second) {
    return new Event("evt_" + recording.substring("rec_".length()) + kind, second);
  }

  /** By an event that is newer than all before it. */
  private static void rename(Owner owner, String recording, String title) {
    renames++;
    ask.rename(owner, recording, event(recording, "n" + renames, 9 + renames), title);
  }

  private static String first(Owner owner, String query) {
    return ask.search(owner, query).getFirst().getRecordingId();
  }

  @Test
  void eachIsFoundFirstByItsNameInWhateverOrderItsEventsCame() {
    for (int i = 0; i < RECORDINGS; i++) {
      assertEquals("rec_lib" + i, first(LIBRARY, title(i)), "of order " + ORDERS.get(i % 6));
    }
  }

  @Test
  void theNextSearchAfterARenameKnowsTheNewNameAndNotTheOld() {
    for (String of : List.of("rec_lib7", "rec_lib13")) {
      String old = ask.recording(LIBRARY.caller(), of).getTitle();
      assertEquals(of, first(LIBRARY, old));
      rename(LIBRARY, of, NEW_NAME);
      assertEquals(of, first(LIBRARY, NEW_NAME));
      assertEquals(of, first(LIBRARY, "harbour WALK: with Ines!"));
      assertNotEquals(of, first(LIBRARY, old));
      rename(LIBRARY, of, old);
      assertNotEquals(of, first(LIBRARY, NEW_NAME));
    }
  }

  @Test
  void aNameIsFoundByWhatItMeansAndInAScope() {
    for (int number : List.of(4, 11)) {
      String called = "rec_lib" + number;
      rename(LIBRARY, called, NEW_NAME);
      assertEquals(called, first(LIBRARY, Model.PARAPHRASE));
      assertFoundInAScope(called);
      rename(LIBRARY, called, title(number));
    }
  }

  private static void assertFoundInAScope(String called) {
    List<String> scope = List.of("rec_lib1", called, "rec_lib2");
    for (String query : List.of(NEW_NAME, Model.PARAPHRASE)) {
      List<FoundChunk> found =
          ask.search(LIBRARY, query, request -> request.addAllRecordingIds(scope).setLimit(3));
      assertEquals(called, found.getFirst().getRecordingId());
    }
    List<FoundChunk> without =
        ask.search(LIBRARY, NEW_NAME, request -> request.addRecordingIds("rec_lib1").setLimit(50));
    assertFalse(without.stream().anyMatch(chunk -> chunk.getRecordingId().equals(called)));
  }

  @Test
  void aRecordingNoneOfWhoseWordsFitIsFoundByItsName() {
    Owner owner = owner("many");
    List<String> talk = Transcript.texts(300, "harbour walk talk with Ines %d");
    new Transcript(owner, "rec_talk", "txn_talk", new Event("evt_talk", 1), talk).sendTo(service);
    new Transcript(owner, "rec_other", "txn_o", new Event("evt_o", 1), List.of("0 1 2", "3 4"))
        .sendTo(service);
    rename(owner, "rec_other", NEW_NAME);
    assertEquals("rec_other", first(owner, NEW_NAME));
  }

  @Test
  void nobodyElseFindsItAndNobodyOnceItIsDeleted() {
    Owner owner = owner("deleted");
    add(owner, 1, "cfu");
    add(owner, 2, "cfu");
    assertEquals("rec_deleted1", first(owner, title(1)));
    assertEquals(List.of(), ask.search(owner("stranger"), title(1)));
    ask.delete(owner, "rec_deleted1", event("rec_deleted1", "d", 9));
    assertEquals("rec_deleted2", first(owner, title(1)));
  }

  @Test
  void withoutTheModelItsWordsCountAndTheNextEventBringsItsMeaning() {
    String called = "rec_lib5";
    MODEL.fails = true;
    try {
      rename(LIBRARY, called, NEW_NAME);
      assertEquals(called, first(LIBRARY, NEW_NAME));
    } finally {
      MODEL.fails = false;
    }
    assertEquals(called, first(LIBRARY, NEW_NAME));
    rename(LIBRARY, called, NEW_NAME);
    assertEquals(called, first(LIBRARY, Model.PARAPHRASE));
    rename(LIBRARY, called, title(5));
  }

  @Test
  void aTitleIsNothingButWordsHoweverLong() {
    Owner owner = owner("hostile");
    add(owner, 1, "cfu");
    for (String title :
        List.of(
            "\"}]}}{\"match_all\":{}} * OR tenant:*",
            "\u0000 nul \ud83d lone",
            "ab".repeat(40_000),
            "w ".repeat(30_000),
            "🎙️".repeat(600))) {
      rename(owner, "rec_hostile1", title);
      String query = title.codePointCount(0, title.length()) > 1_000 ? "w" : title;
      assertEquals("rec_hostile1", first(owner, query));
    }
  }

  /** Knows one paraphrase, and fails when it is told to. */
  private static final class Model implements Embedder {
    static final String PARAPHRASE = "stroll along the quay";

    private final FakeEmbedder words = new FakeEmbedder();
    volatile boolean fails;

    @Override
    public EmbeddingSpace space() {
      return words.space();
    }

    @Override
    public float[] embedQuery(String text) {
      if (fails) {
        throw new EmbeddingFailedException("out of order");
      }
      return words.embedQuery(text.equals(PARAPHRASE) ? NEW_NAME : text);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      return words.embedPassages(texts);
    }

    @Override
    public void close() {}
  }
}
