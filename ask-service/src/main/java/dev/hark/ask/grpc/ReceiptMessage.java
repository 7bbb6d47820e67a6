package dev.hark.ask.grpc;

import dev.hark.ask.interpretation.Grounding;
import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Receipt.ReceiptChunk;
import dev.hark.ask.session.Receipt.ReceiptCitation;
import dev.hark.proto.ask.v1.GroundingState;
import dev.hark.proto.ask.v1.QuestionKind;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.runtime.rpc.RpcTime;

/** What an answer was made from, as messages. */
final class ReceiptMessage {
  private ReceiptMessage() {}

  /** Without the ids that it is asked by. */
  static dev.hark.proto.ask.v1.Receipt of(Receipt receipt) {
    var message =
        dev.hark.proto.ask.v1.Receipt.newBuilder()
            .addAllQueries(receipt.queries())
            .setInterpretation(interpretation(receipt.interpretation()))
            .setGrounding(grounding(receipt.grounding()))
            .setModel(receipt.model().model())
            .setProvider(receipt.model().provider())
            .setEmbeddingModel(receipt.embeddingModel())
            .setIndexGeneration(receipt.index())
            .setPromptHash(receipt.promptHash())
            .setAskedAt(RpcTime.of(receipt.times().asked()))
            .setSearchedAt(RpcTime.of(receipt.times().searched()))
            .setAnsweredAt(RpcTime.of(receipt.times().answered()));
    for (ReceiptChunk chunk : receipt.chunks()) {
      message.addChunks(chunk(chunk, message.getChunksCount() + 1));
    }
    receipt.citations().forEach(citation -> message.addCitations(citation(citation)));
    return message.build();
  }

  private static dev.hark.proto.ask.v1.ReceiptChunk chunk(ReceiptChunk chunk, int rank) {
    return dev.hark.proto.ask.v1.ReceiptChunk.newBuilder()
        .setChunkId(chunk.chunk().chunk().value())
        .setRecordingId(chunk.chunk().recording().value())
        .setTranscriptionId(chunk.transcription().value())
        .setOrdinal(chunk.chunk().ordinal())
        .setRank(rank)
        .setScore(chunk.chunk().score())
        .setCited(chunk.cited())
        .build();
  }

  private static dev.hark.proto.ask.v1.ReceiptCitation citation(ReceiptCitation citation) {
    return dev.hark.proto.ask.v1.ReceiptCitation.newBuilder()
        .setRecordingId(citation.recording().value())
        .setStartMs(citation.start().toMillis())
        .setEndMs(citation.end().toMillis())
        .setSpeaker(citation.speaker().orElse(""))
        .setSpeakerLabel(citation.label().orElse(""))
        .build();
  }

  static dev.hark.proto.ask.v1.Interpretation interpretation(Interpretation read) {
    var message =
        dev.hark.proto.ask.v1.Interpretation.newBuilder()
            .setTimeZone(read.zone().getId())
            .setExpression(read.expression().orElse(""))
            .addAllSpeakers(read.speakers())
            .addAllCounted(read.counted())
            .setWidened(read.widened())
            .setKind(
                switch (read.kind()) {
                  case MOMENT -> QuestionKind.QUESTION_KIND_MOMENT;
                  case LIST -> QuestionKind.QUESTION_KIND_LIST;
                  case COUNT -> QuestionKind.QUESTION_KIND_COUNT;
                });
    read.from().ifPresent(from -> message.setFrom(RpcTime.of(from)));
    read.to().ifPresent(to -> message.setTo(RpcTime.of(to)));
    return message.build();
  }

  static dev.hark.proto.ask.v1.Grounding grounding(Grounding grounding) {
    var message =
        dev.hark.proto.ask.v1.Grounding.newBuilder()
            .setShown(grounding.shown())
            .setTotal(grounding.total())
            .setState(
                switch (grounding.state()) {
                  case ANSWERED -> GroundingState.GROUNDING_STATE_ANSWERED;
                  case NOT_SAID -> GroundingState.GROUNDING_STATE_NOT_SAID;
                  case NOT_SEARCHABLE_YET -> GroundingState.GROUNDING_STATE_NOT_SEARCHABLE_YET;
                  case SEARCH_DEGRADED -> GroundingState.GROUNDING_STATE_SEARCH_DEGRADED;
                });
    grounding.recordings().map(ReceiptMessage::counts).ifPresent(message::setRecordings);
    return message.build();
  }

  private static CountRecordingsResponse counts(RecordingCounts counts) {
    return CountRecordingsResponse.newBuilder()
        .setInScope(counts.inScope())
        .setSearched(counts.searched())
        .setPending(counts.pending())
        .setFailed(counts.failed())
        .setUndated(counts.undated())
        .setOutside(counts.outside())
        .build();
  }
}
