package dev.hark.embedding.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.hark.runtime.text.StorableText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Cuts texts into lists of tokens that the model can read, each with the prefix before it. */
final class TokenWindows implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final int maxTokens;

  TokenWindows(InputStream tokenizer, int maxTokens) throws IOException {
    this.tokenizer = open(tokenizer);
    this.maxTokens = maxTokens;
  }

  /** Without truncation, which would cut silently, and padding, which is done per batch. */
  private static HuggingFaceTokenizer open(InputStream json) throws IOException {
    try {
      return HuggingFaceTokenizer.newInstance(
          json, Map.of("truncation", "false", "padding", "false"));
    } catch (RuntimeException e) {
      // What the native library throws for a file that it cannot read.
      throw new IOException("tokenizer.json is no Hugging Face tokenizer", e);
    }
  }

  /** The windows of each text. */
  List<List<long[]>> of(String prefix, List<String> texts) {
    return texts.stream().map(text -> of(prefix, text)).toList();
  }

  /** One window for most texts; more, of about the same size, for one too long for the model. */
  private List<long[]> of(String prefix, String text) {
    String clean = StorableText.wellFormed(text);
    Encoding whole = tokenizer.encode(prefix + clean, true, false);
    if (whole.getIds().length <= maxTokens) {
      return List.of(whole.getIds());
    }
    int prefixTokens = tokenizer.encode(prefix, false, false).getIds().length;
    return cut(whole.getIds(), whole.getWordIds(), prefixTokens);
  }

  /** Cuts between words, unless one word alone is longer than a window. */
  private List<long[]> cut(long[] ids, long[] words, int prefixTokens) {
    int head = leadingSpecials(words) + prefixTokens;
    int end = ids.length - trailingSpecials(words);
    int room = maxTokens - head - (ids.length - end);
    List<long[]> windows = new ArrayList<>();
    for (int from = head; from < end; ) {
      int left = end - from;
      int parts = (left + room - 1) / room;
      int to = wordStart(words, from, from + (left + parts - 1) / parts, end);
      windows.add(window(ids, head, from, to, end));
      from = to;
    }
    return windows;
  }

  private static int wordStart(long[] words, int from, int to, int end) {
    if (to >= end) {
      return end;
    }
    int start = to;
    while (start > from && words[start] == words[start - 1]) {
      start--;
    }
    return start > from ? start : to;
  }

  private static long[] window(long[] ids, int head, int from, int to, int end) {
    return LongStream.concat(
            LongStream.concat(Arrays.stream(ids, 0, head), java.util.Arrays.stream(ids, from, to)),
            Arrays.stream(ids, end, ids.length))
        .toArray();
  }

  private static int leadingSpecials(long[] words) {
    int count = 0;
    while (count < words.length && words[count] < 0) {
      count++;
    }
    return count;
  }

  private static int trailingSpecials(long[] words) {
    int count = 0;
    while (count < words.length && words[words.length - 1 - count] < 0) {
      count++;
    }
    return count;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
