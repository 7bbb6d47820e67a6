package dev.hark.indexer.chunking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who speaks in a chunk, if one may be named for all of it. */
final class DominantSpeaker {
  /** Of the words, in percent; what remains is an interjection. */
  private static final int SHARE = 80;

  private DominantSpeaker() {}

  static Optional<String> of(List<Part> parts) {
    Map<String, Integer> words = new HashMap<>();
    int total = 0;
    for (Part part : parts) {
      total += part.words();
      String speaker = part.turn().speaker();
      if (speaker != null) {
        words.merge(speaker, part.words(), Integer::sum);
      }
    }
    int needed = Math.ceilDiv(total * SHARE, 100);
    return words.entrySet().stream()
        .filter(speaker -> speaker.getValue() >= needed)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
