package dev.hark.interpretation.time;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of words and slots with what they stand for. A walk along a text looks at no token more
 * often than there are slots to stand for it, and is never longer than the longest sequence.
 */
final class Trie<T> {
  /** A place for anything that a symbol stands for. */
  record Edge(Symbol symbol, boolean joined) {}

  private final Map<String, Trie<T>> words = new HashMap<>();
  private final Map<Edge, Trie<T>> slots = new LinkedHashMap<>();
  private final List<T> ends = new ArrayList<>();

  @Nullable Trie<T> after(String word) {
    return words.get(word);
  }

  Collection<Trie<T>> words() {
    return words.values();
  }

  Map<Edge, Trie<T>> slots() {
    return slots;
  }

  /** What a sequence that ends here stands for. */
  List<T> ends() {
    return ends;
  }

  /** Adds a sequence of words (strings) and slots (edges). */
  void add(List<Object> sequence, T end) {
    Trie<T> node = this;
    for (Object element : sequence) {
      node =
          element instanceof Edge edge
              ? node.slots.computeIfAbsent(edge, _ -> new Trie<>())
              : node.words.computeIfAbsent((String) element, _ -> new Trie<>());
    }
    if (!node.ends.contains(end)) {
      node.ends.add(end);
    }
  }
}
