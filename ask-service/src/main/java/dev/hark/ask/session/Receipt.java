package dev.hark.ask.session;

import dev.hark.ask.interpretation.Grounding;
import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an answer was made from. It is kept with the answer and goes with it.
 *
 * @param queries that were searched, each on its own; none where a transcript was read whole
 * @param chunks in the order in which they ranked
 * @param transcript the recording's, where it was given instead of chunks
 * @param citations one for each citation of the answer, in order
 * @param embeddingModel the vector space that was searched
 * @param index that was searched
 * @param context what the model was told beside the sources and the question: the day, and what
 *     code read
 * @param history earlier turns that it was given
 * @param promptHash SHA-256 of what the model was given, in hexadecimal
 */
public record Receipt(
    List<String> queries,
    Interpretation interpretation,
    Grounding grounding,
    List<ReceiptChunk> chunks,
    Optional<ReceiptTranscript> transcript,
    List<ReceiptCitation> citations,
    ModelName model,
    String embeddingModel,
    String index,
    String context,
    int history,
    String promptHash,
    Times times) {
  public Receipt {
    queries = List.copyOf(queries);
    chunks = List.copyOf(chunks);
    citations = List.copyOf(citations);
  }

  /** When the question was stored, the search was over, and the answer was written. */
  public record Times(Instant asked, Instant searched, Instant answered) {}

  /**
   * A chunk that the answer was made from.
   *
   * @param starts of those of its segments that were given; empty when all were
   */
  public record ReceiptChunk(
      SourceRef chunk, TranscriptionId transcription, boolean cited, List<Duration> starts) {
    public ReceiptChunk {
      starts = List.copyOf(starts);
    }
  }

  /**
   * A transcript that the answer was made from.
   *
   * @param speakers only what they say was given; all of it when empty
   */
  public record ReceiptTranscript(List<String> speakers) {
    public ReceiptTranscript {
      speakers = List.copyOf(speakers);
    }
  }

  /**
   * Who said what is cited, when the answer was written.
   *
   * @param speaker as the answer showed it
   * @param label as the transcript has it
   */
  public record ReceiptCitation(
      RecordingId recording,
      Duration start,
      Duration end,
      Optional<String> speaker,
      Optional<String> label) {}
}
