package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.AllWords;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.TooManyException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.Stamp.Register;
import dev.hark.search.query.ChunkSearch.Scope;
import dev.hark.search.query.SearchChunks.FoundChunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds every segment that holds words. The index finds the chunks that may have one; each of their
 * segments is looked at, and the recordings' states of now decide which are there.
 */
public final class FindMentions {
  private static final int ROUNDS = 20;

  /** Chunks whose segments are read: as many as fit the time of a read. */
  private static final int MOST_CHUNKS = 20_000;

  private static final Comparator<RecordingState> NEWEST_FIRST =
      Comparator.comparing(
              (RecordingState state) -> Register.valueOf(state.details().recordedAt()),
              Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(state -> state.key().recording().value());

  private final ChunkSearch index;
  private final Texts texts;

  public FindMentions(ChunkSearch index, Texts texts) {
    this.index = index;
    this.texts = texts;
  }

  /**
   * What is looked for.
   *
   * @param recordings in these alone; in all when empty
   * @param limits what these must be like; the speakers say the segment themselves
   * @param limit segments that are told
   */
  public record Query(
      Tenant tenant,
      AllWords words,
      Set<RecordingId> recordings,
      RecordingLimits limits,
      int limit) {
    private static final int MAX_RECORDINGS = 500;
    private static final int MAX_LIMIT = 100;

    public Query {
      recordings = Set.copyOf(recordings);
      if (recordings.size() > MAX_RECORDINGS) {
        throw UnacceptableException.field(
            "recording_ids", "must be at most 500, not " + recordings.size());
      }
      if (limit < 0 || limit > MAX_LIMIT) {
        throw UnacceptableException.field("limit", "must be 0 to 100, not " + limit);
      }
    }
  }

  /**
   * What was found.
   *
   * @param moments segments, or sentences of long ones
   * @param chunks of those that are told, with these segments alone
   */
  public record Found(int moments, int recordings, List<FoundChunk> chunks) {
    static final Found NOTHING = new Found(0, 0, List.of());

    public Found {
      chunks = List.copyOf(chunks);
    }
  }

  /** Segments of a chunk. */
  public record Said(Candidate chunk, List<ChunkSegment> segments) {
    public Said {
      segments = List.copyOf(segments);
    }
  }

  /** What is said in chunks. Safe for many threads. */
  public interface Texts {
    /**
     * All chunks that hold the words in some form, or others that are like them, each once.
     *
     * @param excludedGenerations chunks of these are passed over
     * @throws TooManyException when there are more than this
     */
    List<Said> holding(
        Tenant tenant, List<String> words, Scope scope, Set<String> excludedGenerations, int most);
  }

  /**
   * Counts all, and tells some, of the newest recording first, each in the order of its time.
   *
   * @throws IndexUnavailableException rather than counting less than there is
   */
  public Found find(Query query) {
    StaleGenerations stale = new StaleGenerations();
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Found> found = round(query, stale);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IndexUnavailableException("the index changes too fast to be searched");
  }

  private Optional<Found> round(Query query, StaleGenerations stale) {
    Scope scope =
        query.limits().unbounded()
            ? new Scope(query.recordings(), Set.of())
            : index.within(query.tenant(), query.limits(), query.recordings());
    if (scope.recordings().isEmpty() && !query.limits().unbounded()) {
      return Optional.of(Found.NOTHING);
    }
    List<Said> held =
        texts.holding(query.tenant(), query.words().words(), scope, stale.ids(), MOST_CHUNKS);
    List<Candidate> chunks = held.stream().map(Said::chunk).toList();
    if (chunks.isEmpty() && stale.none()) {
      return Optional.of(Found.NOTHING);
    }
    Served served = served(query, stale, chunks, List.of());
    if (served.now().erased()) {
      return Optional.of(Found.NOTHING);
    }
    return stale.update(chunks, served::finds) && served.sameVoices(scope, chunks)
        ? told(query, stale, mentions(query, served, held))
        : Optional.empty();
  }

  private Served served(
      Query query, StaleGenerations stale, List<Candidate> chunks, List<Candidate> bodies) {
    Set<RecordingId> recordings = new HashSet<>(stale.recordings());
    chunks.forEach(chunk -> recordings.add(chunk.recording()));
    return new Served(
        query.tenant(), query.limits(), index.snapshot(query.tenant(), recordings, bodies));
  }

  /** A recording with what is said in it. */
  private record Mentioned(RecordingState state, List<Said> said) {
    int moments() {
      return said.stream().mapToInt(one -> one.segments().size()).sum();
    }
  }

  private static List<Mentioned> mentions(Query query, Served served, List<Said> held) {
    Map<RecordingId, List<Said>> byRecording =
        held.stream().collect(Collectors.groupingBy(said -> said.chunk().recording()));
    List<Mentioned> mentions = new ArrayList<>();
    byRecording.forEach(
        (id, said) ->
            served
                .state(id)
                .map(state -> new Mentioned(state, verified(query, state, said)))
                .filter(mentioned -> !mentioned.said().isEmpty())
                .ifPresent(mentions::add));
    mentions.sort(Comparator.comparing(Mentioned::state, NEWEST_FIRST));
    return mentions;
  }

  /** What does hold the words, in the order of its time. */
  private static List<Said> verified(Query query, RecordingState state, List<Said> held) {
    boolean english =
        state.active().filter(active -> AllWords.isEnglish(active.language())).isPresent();
    Set<String> speakers = query.limits().speakers();
    return held.stream()
        .map(
            said ->
                new Said(
                    said.chunk(),
                    said.segments().stream()
                        .filter(part -> query.words().isIn(part.segment().text(), english))
                        .filter(
                            part -> speakers.isEmpty() || state.speakers().saidBy(speakers, part))
                        .toList()))
        .filter(said -> !said.segments().isEmpty())
        .sorted(Comparator.comparingInt(said -> said.chunk().ordinal()))
        .toList();
  }

  private Optional<Found> told(Query query, StaleGenerations stale, List<Mentioned> mentions) {
    List<Said> told = first(query.limit(), mentions);
    int moments = mentions.stream().mapToInt(Mentioned::moments).sum();
    if (told.isEmpty()) {
      return Optional.of(new Found(moments, mentions.size(), List.of()));
    }
    List<Candidate> bodies = told.stream().map(Said::chunk).toList();
    Served served = served(query, stale, bodies, bodies);
    if (served.now().erased()) {
      return Optional.of(Found.NOTHING);
    }
    if (!stale.update(bodies, served::finds)
        || !served.now().chunks().keySet().containsAll(bodies)) {
      return Optional.empty();
    }
    List<FoundChunk> chunks = new ArrayList<>();
    for (Said said : told) {
      Chunk body = served.now().chunks().get(said.chunk());
      RecordingState state = served.now().recordings().get(said.chunk().recording());
      if (body != null && state != null) {
        ActiveTranscript active = state.active().orElseThrow();
        chunks.add(FoundChunk.of(0, body.with(said.segments()), state, active));
      }
    }
    return Optional.of(new Found(moments, mentions.size(), chunks));
  }

  private static List<Said> first(int limit, List<Mentioned> mentions) {
    List<Said> first = new ArrayList<>();
    int left = limit;
    for (Mentioned mentioned : mentions) {
      for (Said said : mentioned.said()) {
        if (left == 0) {
          return first;
        }
        List<ChunkSegment> some =
            said.segments().subList(0, Math.min(left, said.segments().size()));
        first.add(new Said(said.chunk(), some));
        left -= some.size();
      }
    }
    return first;
  }
}
