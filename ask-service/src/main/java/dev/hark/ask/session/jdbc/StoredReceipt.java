package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hark.ask.interpretation.Grounding;
import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Receipt.ReceiptChunk;
import dev.hark.ask.session.Receipt.ReceiptCitation;
import dev.hark.ask.session.Receipt.ReceiptTranscript;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.text.StorableText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receipt as it is stored. What is not known is null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredReceipt(
    @JsonProperty("queries") List<String> queries,
    @JsonProperty("interpretation") StoredInterpretation interpretation,
    @JsonProperty("grounding") StoredGrounding grounding,
    @JsonProperty("chunks") List<StoredChunk> chunks,
    @JsonProperty("transcript") @Nullable StoredTranscript transcript,
    @JsonProperty("citations") List<StoredCitation> citations,
    @JsonProperty("provider") String provider,
    @JsonProperty("model") String model,
    @JsonProperty("embedding_model") String embeddingModel,
    @JsonProperty("index") String index,
    @JsonProperty("context") String context,
    @JsonProperty("history") int history,
    @JsonProperty("prompt_hash") String promptHash,
    @JsonProperty("asked_at") String askedAt,
    @JsonProperty("searched_at") String searchedAt,
    @JsonProperty("answered_at") String answeredAt) {
  static StoredReceipt of(Receipt receipt) {
    return new StoredReceipt(
        receipt.queries().stream().map(StorableText::of).toList(),
        StoredInterpretation.of(receipt.interpretation()),
        StoredGrounding.of(receipt.grounding()),
        receipt.chunks().stream().map(StoredChunk::of).toList(),
        StoredTranscript.of(receipt.transcript()),
        receipt.citations().stream().map(StoredCitation::of).toList(),
        StorableText.of(receipt.model().provider()),
        StorableText.of(receipt.model().model()),
        receipt.embeddingModel(),
        receipt.index(),
        StorableText.of(receipt.context()),
        receipt.history(),
        receipt.promptHash(),
        receipt.times().asked().toString(),
        receipt.times().searched().toString(),
        receipt.times().answered().toString());
  }

  Receipt receipt() {
    return new Receipt(
        queries,
        interpretation.read(),
        grounding.read(),
        chunks.stream().map(StoredChunk::read).toList(),
        transcript == null ? StoredTranscript.unknown(chunks) : transcript.read(),
        citations.stream().map(StoredCitation::read).toList(),
        new ModelName(provider, model),
        embeddingModel,
        index,
        context,
        history,
        promptHash,
        new Receipt.Times(
            Instant.parse(askedAt), Instant.parse(searchedAt), Instant.parse(answeredAt)));
  }

  private static @Nullable String text(Optional<?> value) {
    return value.map(it -> StorableText.of(it.toString())).orElse(null);
  }

  /** What was read in the question. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StoredInterpretation(
      @JsonProperty("from") @Nullable String from,
      @JsonProperty("to") @Nullable String to,
      @JsonProperty("time_zone") String zone,
      @JsonProperty("expression") @Nullable String expression,
      @JsonProperty("widened") boolean widened,
      @JsonProperty("only") List<String> only,
      @JsonProperty("speakers") List<String> speakers,
      @JsonProperty("counted") List<String> counted,
      @JsonProperty("counted_by") List<String> countedBy,
      @JsonProperty("recordings") boolean recordings,
      @JsonProperty("kind") String kind) {
    static StoredInterpretation of(Interpretation read) {
      return new StoredInterpretation(
          text(read.from()),
          text(read.to()),
          read.zone().getId(),
          text(read.expression()),
          read.widened(),
          read.only().stream().map(RecordingId::value).toList(),
          read.speakers().stream().map(StorableText::of).toList(),
          read.counted().stream().map(StorableText::of).toList(),
          read.countedBy().stream().map(StorableText::of).toList(),
          read.recordings(),
          read.kind().name());
    }

    Interpretation read() {
      return new Interpretation(
          Optional.ofNullable(from).map(Instant::parse),
          Optional.ofNullable(to).map(Instant::parse),
          ZoneId.of(zone),
          Optional.ofNullable(expression),
          widened,
          only.stream().map(RecordingId::new).toList(),
          speakers,
          counted,
          countedBy,
          recordings,
          Interpretation.Kind.valueOf(kind));
    }
  }

  /** Whether it was answered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StoredGrounding(
      @JsonProperty("state") String state,
      @JsonProperty("recordings") @Nullable RecordingCounts recordings,
      @JsonProperty("shown") long shown,
      @JsonProperty("total") long total) {
    static StoredGrounding of(Grounding grounding) {
      return new StoredGrounding(
          grounding.state().name(),
          grounding.recordings().orElse(null),
          grounding.shown(),
          grounding.total());
    }

    Grounding read() {
      return new Grounding(
          Grounding.State.valueOf(state), Optional.ofNullable(recordings), shown, total);
    }
  }

  /** A chunk. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StoredChunk(
      @JsonProperty("chunk_id") String chunk,
      @JsonProperty("recording_id") String recording,
      @JsonProperty("transcription_id") String transcription,
      @JsonProperty("ordinal") int ordinal,
      @JsonProperty("score") double score,
      @JsonProperty("cited") boolean cited,
      @JsonProperty("starts") @Nullable List<Long> starts) {
    static StoredChunk of(ReceiptChunk chunk) {
      SourceRef ref = chunk.chunk();
      return new StoredChunk(
          ref.chunk().value(),
          ref.recording().value(),
          chunk.transcription().value(),
          ref.ordinal(),
          ref.score(),
          chunk.cited(),
          chunk.starts().isEmpty()
              ? null
              : chunk.starts().stream().map(Duration::toMillis).toList());
    }

    ReceiptChunk read() {
      return new ReceiptChunk(
          new SourceRef(new ChunkId(chunk), new RecordingId(recording), ordinal, score),
          new TranscriptionId(transcription),
          cited,
          starts == null ? List.of() : starts.stream().map(Duration::ofMillis).toList());
    }
  }

  /** Whether a transcript was given, and what of it. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record StoredTranscript(
      @JsonProperty("given") boolean given, @JsonProperty("speakers") List<String> speakers) {
    static StoredTranscript of(Optional<ReceiptTranscript> transcript) {
      return new StoredTranscript(
          transcript.isPresent(),
          transcript.map(ReceiptTranscript::speakers).orElse(List.of()).stream()
              .map(StorableText::of)
              .toList());
    }

    Optional<ReceiptTranscript> read() {
      return given ? Optional.of(new ReceiptTranscript(speakers)) : Optional.empty();
    }

    /** Of a receipt that was written before this was: it had a transcript if it had no chunks. */
    static Optional<ReceiptTranscript> unknown(List<StoredChunk> chunks) {
      return chunks.isEmpty() ? Optional.of(new ReceiptTranscript(List.of())) : Optional.empty();
    }
  }

  /** Who said what is cited. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StoredCitation(
      @JsonProperty("recording_id") String recording,
      @JsonProperty("start_ms") long start,
      @JsonProperty("end_ms") long end,
      @JsonProperty("speaker") @Nullable String speaker,
      @JsonProperty("label") @Nullable String label) {
    static StoredCitation of(ReceiptCitation citation) {
      return new StoredCitation(
          citation.recording().value(),
          citation.start().toMillis(),
          citation.end().toMillis(),
          text(citation.speaker()),
          text(citation.label()));
    }

    ReceiptCitation read() {
      return new ReceiptCitation(
          new RecordingId(recording),
          Duration.ofMillis(start),
          Duration.ofMillis(end),
          Optional.ofNullable(speaker),
          Optional.ofNullable(label));
    }
  }
}
