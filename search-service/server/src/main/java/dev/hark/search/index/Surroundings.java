package dev.hark.search.index;

import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.words.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lets each chunk of a transcript be found by what is said around it too: a question is about a
 * stretch of talk, and the chunk that answers it need not hold the question's words. Loops and
 * repetitions around it say nothing of it. Takes the chunks in order and gives each back once those
 * that follow it are known. For one thread at a time.
 */
final class Surroundings {
  /** Chunks on each side whose words count: about 900 words of talk; 2 to 5 found as much. */
  private static final int REACH = 3;

  /**
   * Share of each neighbour's embedding. On the train meetings 0.25 raised recall at 1,000 words;
   * 0.5 raised it further but hit fewer questions.
   */
  private static final double NEIGHBOUR_SHARE = 0.25;

  /**
   * A chunk that has come.
   *
   * @param spoken its words and those of who speaks, each as it is found, with spaces between them
   */
  private record Arrived(
      Chunk chunk, Embedding embedding, String spoken, Wording wording, boolean repeated) {
    boolean saysSomething() {
      return !repeated && !wording.isLoop();
    }
  }

  /** The last chunks before {@link #next}, itself and all that came after it. */
  private final List<Arrived> window = new ArrayList<>();

  /** Place in the window of the first chunk that was not given back yet. */
  private int next;

  private final Set<Wording> said = new HashSet<>();

  /** Takes a chunk; gives back those that now have all their surroundings. */
  List<ChunkInContext> add(Chunk chunk, Embedding embedding) {
    Wording wording = Wording.of(chunk.text());
    String spoken = String.join(" ", Words.of(chunk.spoken()));
    window.add(new Arrived(chunk, embedding, spoken, wording, !said.add(wording)));
    return complete(window.size() - REACH);
  }

  /** Gives back the rest: nothing will follow. */
  List<ChunkInContext> end() {
    return complete(window.size());
  }

  private List<ChunkInContext> complete(int until) {
    List<ChunkInContext> complete = new ArrayList<>();
    while (next < until) {
      complete.add(inContext(next));
      next++;
      if (next > REACH) {
        window.removeFirst();
        next--;
        until--;
      }
    }
    return complete;
  }

  private ChunkInContext inContext(int place) {
    Arrived arrived = window.get(place);
    String words =
        window
            .subList(Math.max(0, place - REACH), Math.min(window.size(), place + REACH + 1))
            .stream()
            .filter(around -> around.equals(arrived) || around.saysSomething())
            .map(Arrived::spoken)
            .collect(Collectors.joining(" "));
    return new ChunkInContext(
        arrived.chunk(),
        leaning(place),
        arrived.spoken(),
        words,
        arrived.wording(),
        arrived.repeated());
  }

  private Embedding leaning(int place) {
    List<Embedding> neighbours =
        IntStream.of(place - 1, place + 1)
            .filter(beside -> beside >= 0 && beside < window.size())
            .mapToObj(window::get)
            .filter(Arrived::saysSomething)
            .map(Arrived::embedding)
            .toList();
    return window.get(place).embedding().leaningTowards(neighbours, NEIGHBOUR_SHARE);
  }
}
