package dev.hark.gateway.ask;

import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.search.Source;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.ask.v1.ReceiptChunk;
import dev.hark.proto.ask.v1.ReceiptCitation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer was made from, without its words. */
record ReceiptAnswer(
    @Member("That the answer is in.") String sessionId,
    @Member("The answer.") String messageId,
    @Member("The question as it was searched; empty where a transcript was read whole.")
        List<String> queries,
    @Member("What was read in the question.") @Nullable InterpretationAnswer interpretation,
    @Member("Whether it was answered from the recordings.") @Nullable GroundingAnswer grounding,
    @Member("What the model was given, best first.") List<ReceiptChunkAnswer> chunks,
    @Member("One for each citation of the answer, in order, as it was then.")
        List<ReceiptCitationAnswer> citations,
    @Member("As its provider names it.") @Nullable String model,
    @Member("Who answered.") @Nullable String provider,
    @Member("The vector space that was searched; null when the meaning was not.")
        @Nullable String embeddingModel,
    @Member("The index that was searched.") @Nullable String indexGeneration,
    @Member("SHA-256 of what the model was given, in hexadecimal.") @Nullable String promptHash,
    @Member("When the question was stored.") @Nullable String askedAt,
    @Member("When the search was over.") @Nullable String searchedAt,
    @Member("When the answer was stored.") @Nullable String answeredAt) {

  static ReceiptAnswer of(Receipt receipt) {
    return new ReceiptAnswer(
        receipt.getSessionId(),
        receipt.getMessageId(),
        receipt.getQueriesList(),
        receipt.hasInterpretation() ? InterpretationAnswer.of(receipt.getInterpretation()) : null,
        receipt.hasGrounding()
            ? GroundingAnswer.of(receipt.getGrounding(), receipt.getInterpretation())
            : null,
        receipt.getChunksList().stream().map(ReceiptChunkAnswer::of).toList(),
        receipt.getCitationsList().stream().map(ReceiptCitationAnswer::of).toList(),
        Absent.textOrNull(receipt.getModel()),
        Absent.textOrNull(receipt.getProvider()),
        Absent.textOrNull(receipt.getEmbeddingModel()),
        Absent.textOrNull(receipt.getIndexGeneration()),
        Absent.textOrNull(receipt.getPromptHash()),
        Absent.timeOrNull(receipt.hasAskedAt(), receipt.getAskedAt()),
        Absent.timeOrNull(receipt.hasSearchedAt(), receipt.getSearchedAt()),
        Absent.timeOrNull(receipt.hasAnsweredAt(), receipt.getAnsweredAt()));
  }

  /** A chunk that an answer was made from. */
  record ReceiptChunkAnswer(
      @Member("Of the passage.") String chunkId,
      @Member("That it is of.") String recordingId,
      @Member("That it is of.") String transcriptionId,
      @Member("From 1.") int rank,
      @Member(value = "How well it fits, among those of this answer.", least = 0) BigDecimal score,
      @Member("Whether the answer cites it.") boolean cited) {

    static ReceiptChunkAnswer of(ReceiptChunk chunk) {
      return new ReceiptChunkAnswer(
          chunk.getChunkId(),
          chunk.getRecordingId(),
          chunk.getTranscriptionId(),
          chunk.getRank(),
          Source.score(chunk.getScore()),
          chunk.getCited());
    }
  }

  /** Who said what an answer cites, then. */
  record ReceiptCitationAnswer(
      @Member("That is cited.") String recordingId,
      @Member("Where it begins.") long startMs,
      @Member("Where it ends.") long endMs,
      @Member("As the answer showed who speaks.") @Nullable String speaker,
      @Member("As the transcript labels them.") @Nullable String speakerLabel) {

    static ReceiptCitationAnswer of(ReceiptCitation citation) {
      return new ReceiptCitationAnswer(
          citation.getRecordingId(),
          citation.getStartMs(),
          citation.getEndMs(),
          Absent.textOrNull(citation.getSpeaker()),
          Absent.textOrNull(citation.getSpeakerLabel()));
    }
  }
}
