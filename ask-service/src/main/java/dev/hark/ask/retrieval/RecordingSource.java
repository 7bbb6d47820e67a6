package dev.hark.ask.retrieval;

import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows recordings and their words. Shows what the caller may see alone. Safe for many threads;
 * never retried here. Every call may throw {@link SourceUnavailableException}.
 */
public interface RecordingSource {
  Optional<Recording> find(Caller caller, RecordingId id);

  /**
   * Many at once, at most 500: those that are there. For none nobody is asked.
   *
   * @param owner whose they are
   */
  Map<RecordingId, Recording> find(Caller caller, EndUserId owner, Collection<RecordingId> ids);

  /** The searchable words of a recording, whole. */
  TranscriptLookup transcript(Caller caller, RecordingId id);

  /** The newest recordings of an end user, at most so many. */
  List<Recording> newest(Caller caller, EndUserId owner, int most);

  /**
   * The newest recordings whose titles hold all of these words, at most so many.
   *
   * @param among only these; all of the owner's when empty
   */
  List<Recording> titled(
      Caller caller, EndUserId owner, List<RecordingId> among, String words, int most);

  /**
   * Counts recordings by what a search can make of them.
   *
   * @param among only these; all of the owner's when empty
   */
  RecordingCounts count(Caller caller, EndUserId owner, List<RecordingId> among, Limits limits);

  /**
   * Those who speak, as they are shown, each once.
   *
   * @param among only in these; in all of the owner's when empty
   * @param question in which their names are looked for; a search by it is to follow
   */
  List<String> speakers(Caller caller, EndUserId owner, List<RecordingId> among, String question);

  /**
   * Every segment that holds all words of the query's text, in any form; as many of them are told
   * as the query allows. Empty when there are too many to be counted.
   *
   * @throws SourceUnavailableException rather than counting less than there is
   */
  Optional<Mentions> mentions(ChunkQuery query);

  /**
   * Passages that a search found before, in the same order and with the scores that they had;
   * without those that are there no more.
   *
   * @param owner whose they are
   * @throws SourceUnavailableException rather than finding less than there is
   */
  List<Chunk> chunks(Caller caller, EndUserId owner, List<SourceRef> sources);
}
