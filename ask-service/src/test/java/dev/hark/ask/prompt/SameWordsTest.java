package dev.hark.ask.prompt;

import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.label;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.prompt.PromptAssembly.TranscriptPrompt;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.Transcript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was said already takes no room in a prompt. */
class SameWordsTest {
  private static final int PLENTY = 100_000;

  private final PromptAssembly assembly = new PromptAssembly(new PromptBudget(40, 12_000, 4_000));

  private static List<Segment> thanks(int count) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(segment(i, "Maya", i % 2 == 0 ? "Thank you." : "thank  you"));
    }
    return segments;
  }

  private List<Chunk> used(List<Chunk> found) {
    return assembly
        .overChunks(found, List.of(), PromptQuestion.plain("Who was thanked?"), PLENTY)
        .used();
  }

  private static String text(Prompt prompt) {
    Said last = prompt.request().said().getLast();
    return last.text();
  }

  @Test
  void aLoopStandsOnceAndBehindWhatSaysSomething() {
    List<Chunk> found = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      found.add(chunk("a", i, thanks(64)));
    }
    Chunk real = chunk("a", 20, "Ines thanked Tom for the boat");
    found.add(real);
    assertEquals(List.of(real, found.getFirst()), used(found));
    assertEquals(List.of(found.getFirst()), used(found.subList(0, 14)));
    String text =
        text(
            assembly.overChunks(
                found, List.of(), PromptQuestion.plain("Who was thanked?"), PLENTY));
    assertEquals(2, text.split("(?i)thank  ?you", -1).length, text);
  }

  @Test
  void oneMentionAmongALoopIsNoLoop() {
    List<Segment> segments = thanks(40);
    segments.add(20, segment(20, "Maya", "Ines thanked Tom"));
    Chunk mixed = chunk("a", 1, segments);
    assertEquals(
        List.of(mixed, chunk("a", 9, "Lunch")), used(List.of(mixed, chunk("a", 9, "Lunch"))));
    String text =
        text(assembly.overChunks(List.of(mixed), List.of(), PromptQuestion.plain("Who?"), PLENTY));
    assertTrue(text.contains("\n[S2] Ines thanked Tom\n[S3] "), text);
    assertFalse(text.contains("[S4]"), text);
  }

  @Test
  void theSameWordsOfTwoSpeakersOrTwoRecordingsAreTwice() {
    List<Segment> vote = List.of(segment(1, "Maya", "Yes."), segment(2, "Tom", "Yes."));
    Chunk first = chunk("a", 0, vote);
    Chunk other = chunk("b", 0, vote);
    assertEquals(List.of(first, other), used(List.of(first, chunk("a", 5, "yes!"), other)));
    String text =
        text(assembly.overChunks(List.of(first), List.of(), PromptQuestion.plain("Who?"), PLENTY));
    assertTrue(text.contains("Tom\n[S2] Yes."), text);
  }

  @Test
  void aTranscriptShowsALoopOnceAndAllElse() {
    List<Segment> segments = thanks(900);
    segments.add(450, segment(450, "Maya", "Ines thanked Tom"));
    TranscriptPrompt prompt =
        assembly.overTranscript(
            new Transcript(label("a"), segments),
            List.of(),
            List.of(),
            PromptQuestion.plain("Who was thanked?"),
            PLENTY);
    assertEquals(3, ((TranscriptPrompt.Fits) prompt).prompt().segments().all().size());
  }

  @Test
  void nothingDistinctIsLeftOut() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int run = 0; run < 100; run++) {
      List<Chunk> found = new ArrayList<>();
      Set<String> distinct = new HashSet<>();
      for (int i = 0; i < 30; i++) {
        String recording = "r" + random.nextInt(3);
        List<Segment> segments = new ArrayList<>();
        for (int k = 1 + random.nextInt(12); k > 0; k--) {
          String words = "word " + random.nextInt(40);
          segments.add(segment(i * 20 + k, "Maya", words));
          distinct.add(recording + words);
        }
        found.add(chunk(recording, i, segments));
      }
      Set<String> shown = new HashSet<>();
      for (NumberedSegment one :
          assembly
              .overChunks(found, List.of(), PromptQuestion.plain("Who?"), PLENTY)
              .segments()
              .all()) {
        String id = one.recording().id().value().substring("rec_".length());
        shown.add(id + one.segment().text());
      }
      assertEquals(distinct, shown, "-Dseed=" + seed);
    }
  }
}
