package dev.hark.embedding.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenWindowsTest {
  private static final int MAX = 20;
  // [CLS] query :  and  [SEP], as the model's vocabulary numbers them.
  private static final long[] HEAD = {101, 23032, 1024};
  private static final long END = 102;

  private static TokenWindows windows;

  @BeforeAll
  static void load() throws IOException {
    NativeLibraries.prepare();
    try (InputStream tokenizer = ModelFiles.builtin().tokenizer().open()) {
      windows = new TokenWindows(tokenizer, MAX);
    }
  }

  @AfterAll
  static void close() {
    windows.close();
  }

  @Test
  void readsAShortTextInOne() {
    List<long[]> cut = cut("good day");
    assertEquals(1, cut.size());
    assertArrayEquals(new long[] {101, 23032, 1024, 2204, 2154, 102}, cut.getFirst());
  }

  @Test
  void cutsALongTextIntoWindowsOfLikeSizeThatLoseNothing() {
    List<long[]> cut = cut("good day ".repeat(25));
    assertEquals(4, cut.size());
    assertArrayEquals(
        LongStream.range(0, 50).map(i -> i % 2 == 0 ? 2204 : 2154).toArray(), bodies(cut));
    assertTrue(cut.stream().allMatch(ids -> ids.length >= 16 && ids.length <= MAX));
  }

  @Test
  void cutsBetweenWords() {
    int tokensOfAWord = bodies(cut("snowplow")).length;
    List<long[]> cut = cut("snowplow ".repeat(15));
    assertTrue(cut.size() > 1);
    assertTrue(
        cut.stream().allMatch(ids -> bodies(List.of(ids)).length % tokensOfAWord == 0),
        "a word was cut");
    assertEquals(15 * tokensOfAWord, bodies(cut).length);
  }

  @Test
  void cutsAWordThatIsLongerThanAWindow() {
    List<long[]> cut = cut("zq".repeat(40));
    assertTrue(cut.size() > 1);
    assertTrue(cut.stream().allMatch(ids -> ids.length <= MAX));
  }

  @Test
  void readsAnEmptyText() {
    assertArrayEquals(new long[] {101, 23032, 1024, 102}, cut("").getFirst());
  }

  private static List<long[]> cut(String text) {
    return windows.of("query: ", List.of(text)).getFirst();
  }

  /** The words of all windows; each window must have the prefix and the end around them. */
  private static long[] bodies(List<long[]> cut) {
    return cut.stream()
        .peek(ids -> assertArrayEquals(HEAD, Arrays.copyOf(ids, HEAD.length)))
        .peek(ids -> assertEquals(END, ids[ids.length - 1]))
        .flatMapToLong(ids -> Arrays.stream(ids, HEAD.length, ids.length - 1))
        .toArray();
  }
}
