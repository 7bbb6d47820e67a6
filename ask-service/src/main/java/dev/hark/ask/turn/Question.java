package dev.hark.ask.turn;

import dev.hark.ask.retrieval.Limits;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.words.Line;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user asks.
 *
 * @param provider who shall answer; the default when empty
 * @param mentioned recordings that it refers to; kept with the message
 * @param include what is wanted beyond the answer
 * @param zone in which days are meant
 * @param filters what the turn may draw on
 */
public record Question(
    String content,
    Optional<String> provider,
    List<RecordingId> mentioned,
    Set<Include> include,
    ZoneId zone,
    Filters filters) {
  /** Characters (code points) at most. */
  public static final int MAX_LENGTH = 10_000;

  /** Without filters, and with days in UTC. */
  public Question(
      String content,
      Optional<String> provider,
      List<RecordingId> mentioned,
      Set<Include> include) {
    this(content, provider, mentioned, include, ZoneOffset.UTC, Filters.NONE);
  }

  public Question {
    mentioned = List.copyOf(mentioned);
    include = Set.copyOf(include);
    if (Line.isBlank(content) || content.codePointCount(0, content.length()) > MAX_LENGTH) {
      throw new IllegalArgumentException("a question has 1 to 10,000 characters and is not blank");
    }
  }

  /** What can be had beyond the answer. */
  public enum Include {
    COVERAGE,
    QUOTES
  }

  /**
   * What a turn may draw on, set by the asker.
   *
   * @param anyTime the question's own words about time limit nothing
   * @param anySpeaker nobody whom the question names is preferred
   */
  public record Filters(Limits limits, boolean anyTime, boolean anySpeaker) {
    /** Nothing is set. */
    public static final Filters NONE = new Filters(Limits.NONE, false, false);

    /** Whether the words of the question that say a time limit it. */
    public boolean readsTime() {
      return !anyTime && !limits.timed();
    }
  }
}
