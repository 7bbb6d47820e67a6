package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message is searched by, when it may lean on what was said before: "And what about the next
 * sprint?" says little on its own, and with its predecessor it says what is meant.
 */
public final class FollowUp {
  /** Further back than this a conversation is rarely about the same. */
  private static final int REACH = 3;

  private FollowUp() {}

  /**
   * The texts to search by, each on its own; the bare message first, when it says anything.
   *
   * @param past oldest first
   */
  public static List<String> queries(String message, List<PastTurn> past) {
    if (past.isEmpty()) {
      return List.of(cut(message));
    }
    List<String> queries = new ArrayList<>();
    if (!ContentWords.of(message).isEmpty()) {
      queries.add(cut(message));
    }
    queries.add(cut(withPredecessor(message, past)));
    return queries;
  }

  /** Goes back until something says what the talk is about. */
  private static String withPredecessor(String message, List<PastTurn> past) {
    String text = message;
    int oldest = Math.max(0, past.size() - REACH);
    for (int i = past.size() - 1; i >= oldest; i--) {
      text = past.get(i).question() + "\n" + text;
      if (!ContentWords.of(past.get(i).question()).isEmpty()) {
        break;
      }
    }
    return text;
  }

  /** Keeps the end: what was said last matters most. */
  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= ChunkQuery.MAX_TEXT
        ? text
        : text.substring(text.offsetByCodePoints(0, length - ChunkQuery.MAX_TEXT));
  }

  /**
   * What was said before, as far as a search is concerned.
   *
   * @param cited chunks that the answer pointed into
   * @param citedRecordings the recordings that these are from
   */
  public record PastTurn(
      String question, String answer, List<ChunkId> cited, List<RecordingId> citedRecordings) {
    public PastTurn {
      cited = List.copyOf(cited);
      citedRecordings = List.copyOf(citedRecordings);
    }
  }
}
