package dev.hark.ask.retrieval;

import dev.hark.ask.retrieval.FollowUp.PastTurn;
import dev.hark.runtime.id.Ids.ChunkId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds what an answer can rest on, with the conversation in mind: the bare message and the message
 * with its predecessor are searched at the same time and fused, and the chunks that the last answer
 * pointed into come along. Safe for many threads.
 */
public final class RetrieveChunks {
  /**
   * Chunks of the last answer that come along. Answers cite one to five moments; more would push
   * out what is new.
   */
  private static final int MOST_CITED = 5;

  /** Where cited chunks stand among the others: behind the best, before the doubtful. */
  private static final int CITED_FROM = 3;

  private final ChunkSource source;

  public RetrieveChunks(ChunkSource source) {
    this.source = source;
  }

  /**
   * Best first, at most as many as the query allows, none twice.
   *
   * @param query of the bare message
   * @param past oldest first
   * @param texts to search by, at least one
   * @throws SourceUnavailableException when any of the searches fails
   */
  public Found retrieve(ChunkQuery query, List<PastTurn> past, List<String> texts) {
    if (past.isEmpty() && texts.size() == 1) {
      return source.find(query.withText(texts.getFirst()));
    }
    try (ExecutorService searches = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Found>> running = new ArrayList<>();
      texts.forEach(text -> running.add(searches.submit(() -> source.find(query.withText(text)))));
      Future<List<Chunk>> cited = searches.submit(() -> citedLast(query, past));
      FusedChunks fused = new FusedChunks();
      Found found = result(running.getFirst());
      for (Future<Found> search : running) {
        fused.add(result(search).chunks());
        found = result(search).legs() == Found.Legs.BOTH ? found : result(search);
      }
      return found.with(withCited(fused.bestFirst(), result(cited), query.limit()));
    }
  }

  /** An answer's own words find what it was made from; what is gone since then is not found. */
  private List<Chunk> citedLast(ChunkQuery query, List<PastTurn> past) {
    if (past.isEmpty() || past.getLast().cited().isEmpty() || past.getLast().answer().isBlank()) {
      return List.of();
    }
    PastTurn last = past.getLast();
    ChunkQuery again =
        new ChunkQuery(
            query.caller(),
            query.owner(),
            last.citedRecordings(),
            cut(last.answer()),
            40,
            query.limits(),
            ChunkQuery.Preferred.NOTHING);
    Set<ChunkId> cited = new HashSet<>(last.cited());
    return source.find(again).chunks().stream()
        .filter(chunk -> cited.contains(chunk.id()))
        .filter(chunk -> inScope(query, chunk))
        .limit(MOST_CITED)
        .toList();
  }

  private static boolean inScope(ChunkQuery query, Chunk chunk) {
    return query.recordings().isEmpty() || query.recordings().contains(chunk.recordingId());
  }

  private static String cut(String answer) {
    int length = answer.codePointCount(0, answer.length());
    return answer.substring(0, answer.offsetByCodePoints(0, Math.min(length, ChunkQuery.MAX_TEXT)));
  }

  /** Scores are those of the place that a chunk takes, so that they still fall. */
  private static List<Chunk> withCited(List<Chunk> found, List<Chunk> cited, int limit) {
    List<Chunk> all = new ArrayList<>(found);
    int place = Math.min(CITED_FROM, all.size());
    for (Chunk chunk : cited) {
      int at = indexOf(all, chunk.id());
      if (at < 0 || at > place) {
        double score = place == 0 ? chunk.score() : all.get(place - 1).score();
        if (at >= 0) {
          all.remove(at);
        }
        all.add(place, chunk.scored(score));
        place++;
      }
    }
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  private static int indexOf(List<Chunk> chunks, ChunkId id) {
    for (int i = 0; i < chunks.size(); i++) {
      if (chunks.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What one of several searches comes to.
   *
   * @throws SourceUnavailableException when it fails
   */
  public static <T> T result(Future<T> search) {
    try {
      return search.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnavailableException("interrupted while searching", e);
    }
  }
}
