package dev.hark.indexer.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.ChunkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What holds for any transcript. Run again with {@code -Dseed=} and the number that was printed.
 */
final class ChunkerPropertyTest {
  private static final int TRANSCRIPTS = 60;
  private static final String[] PIECES = {
    "word",
    "Zürich",
    "don’t",
    "שלום",
    "مرحبا",
    "日本語",
    "สวัสดี",
    "😀",
    "👩‍👩‍👧‍👦",
    "e\u0301",
    "\0",
    "\u0007",
    ".",
    "? ",
    "! ",
    "... ",
    "\n",
    "\t",
    " ",
    "  ",
    "\u00A0",
    "\u2003",
    "\u200B",
    "\uFEFF",
    "\uFFFD",
    "https://example.org/a/very/long/link/without/any/space/in/it?with=parameters&and=more"
  };

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void holdsForAnyTranscript() {
    for (int i = 0; i < TRANSCRIPTS; i++) {
      List<Turn> turns = transcript();
      List<Chunk> chunks = Chunker.chunks(turns);
      String context = "seed " + seed + ", transcript " + i;
      assertEquals(chunks, Chunker.chunks(turns), context);
      checkParts(turns, chunks, context);
      chunks.forEach(chunk -> checkChunk(chunk, context));
      assertEquals(
          IntStream.range(0, chunks.size()).boxed().toList(),
          chunks.stream().map(Chunk::ordinal).toList(),
          context);
      checkIds(chunks, context);
    }
  }

  private static void checkParts(List<Turn> turns, List<Chunk> chunks, String context) {
    Map<Integer, StringBuilder> joined = new HashMap<>();
    chunks.stream()
        .flatMap(chunk -> chunk.parts().stream())
        .forEach(
            part ->
                joined
                    .computeIfAbsent(part.index(), index -> new StringBuilder())
                    .append(part.text()));
    List<String> expected =
        turns.stream()
            .filter(turn -> !Words.isBlank(turn.text()))
            .sorted(Comparator.comparing(Turn::start))
            .map(turn -> WhiteSpace.shorten(turn).text())
            .toList();
    List<String> found =
        IntStream.range(0, joined.size())
            .mapToObj(index -> joined.getOrDefault(index, new StringBuilder()).toString())
            .toList();
    assertEquals(expected, found, context);
  }

  private static void checkChunk(Chunk chunk, String context) {
    String text = chunk.text();
    assertFalse(text.isBlank(), context);
    assertEquals(text.strip(), text, context);
    assertTrue(text.length() <= 32_768, context);
    assertTrue(Words.count(text, 0, text.length()) < 2 * Chunker.TARGET_WORDS, context);
    for (Part part : chunk.parts()) {
      assertTrue(part.start().compareTo(part.turn().start()) >= 0, context);
      assertTrue(part.start().compareTo(part.end()) <= 0, context);
      assertTrue(part.end().compareTo(part.turn().end()) <= 0, context);
      assertFalse(Character.isLowSurrogate(part.text().charAt(0)), context);
    }
    assertEquals(
        chunk.parts().size(),
        chunk.parts().stream().map(Part::index).collect(Collectors.toSet()).size(),
        context);
  }

  private void checkIds(List<Chunk> chunks, String context) {
    ChunkIds ids = new ChunkIds(java.time.Instant.ofEpochMilli(random.nextInt()), List.of("rec_1"));
    Set<ChunkId> seen = new HashSet<>();
    for (Chunk chunk : chunks) {
      assertTrue(seen.add(ids.at(chunk.ordinal())), context);
    }
  }

  private List<Turn> transcript() {
    int count = random.nextInt(12);
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Duration start = Duration.ofMillis(random.nextInt(20));
      Duration length = Duration.ofMillis(random.nextInt(5) == 0 ? 0 : random.nextInt(100_000));
      String speaker = random.nextInt(4) == 0 ? null : "S" + random.nextInt(3);
      turns.add(new Turn(start, start.plus(length), speaker, text()));
    }
    return turns;
  }

  private String text() {
    int kind = random.nextInt(6);
    int pieces = kind == 0 ? random.nextInt(3) : random.nextInt(kind * 400);
    boolean spaced = random.nextBoolean();
    String only = random.nextInt(5) == 0 ? PIECES[random.nextInt(PIECES.length)] : "";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(only.isEmpty() ? PIECES[random.nextInt(PIECES.length)] : only);
      text.append(spaced ? " " : "");
    }
    return text.toString();
  }
}
