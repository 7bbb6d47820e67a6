package dev.hark.ask.grpc;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message.FinishReason;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions.Counted;
import dev.hark.ask.turn.Outcome;
import dev.hark.ask.turn.Outcome.Coverage;
import dev.hark.ask.turn.Quote;
import dev.hark.proto.ask.v1.Citation;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.MissingRecording;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.ask.v1.Source;
import dev.hark.proto.ask.v1.Tokens;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.rpc.RpcTime;

/** Answers as the wire has them. */
final class ToProto {
  private ToProto() {}

  static SessionCount count(EndUserId owner, Counted counted) {
    return SessionCount.newBuilder()
        .setEndUserId(owner.value())
        .setSessions(counted.sessions())
        .setCreatedAt(RpcTime.of(counted.since()))
        .build();
  }

  static dev.hark.proto.ask.v1.Session session(Session session) {
    return dev.hark.proto.ask.v1.Session.newBuilder()
        .setSessionId(session.id().value())
        .setScope(scope(session.scope()))
        .setTitle(session.title())
        .setMessageCount(session.messageCount())
        .setLastMessageAt(RpcTime.of(session.lastMessageAt()))
        .setLastModel(session.lastAnswerBy().map(ModelName::model).orElse(""))
        .setLastProvider(session.lastAnswerBy().map(ModelName::provider).orElse(""))
        .setCreatedAt(RpcTime.of(session.createdAt()))
        .setUpdatedAt(RpcTime.of(session.updatedAt()))
        .setEndUserId(session.owner().value())
        .build();
  }

  private static dev.hark.proto.ask.v1.Scope scope(Scope scope) {
    dev.hark.proto.ask.v1.Scope.Builder builder =
        dev.hark.proto.ask.v1.Scope.newBuilder()
            .addAllRecordingIds(scope.recordings().stream().map(RecordingId::value).toList());
    switch (scope) {
      case Scope.Library library -> builder.setType(ScopeType.SCOPE_TYPE_LIBRARY);
      case Scope.Selected selected -> builder.setType(ScopeType.SCOPE_TYPE_SELECTED);
      case Scope.Recording recording -> {
        builder.setType(ScopeType.SCOPE_TYPE_RECORDING);
        recording.title().ifPresent(builder::setRecordingTitle);
      }
    }
    return builder.build();
  }

  static Message message(dev.hark.ask.session.Message message) {
    return switch (message) {
      case dev.hark.ask.session.Message.FromUser said ->
          Message.newBuilder()
              .setMessageId(said.id().value())
              .setRole(Role.ROLE_USER)
              .setContent(said.content())
              .addParts(part(new Part.Text(said.content())))
              .setCreatedAt(RpcTime.of(said.createdAt()))
              .build();
      case dev.hark.ask.session.Message.Answer answer -> answer(answer);
    };
  }

  private static Message answer(dev.hark.ask.session.Message.Answer answer) {
    return Message.newBuilder()
        .setMessageId(answer.id().value())
        .setRole(Role.ROLE_ASSISTANT)
        .setContent(answer.content())
        .addAllParts(answer.parts().stream().map(ToProto::part).toList())
        .setTokens(
            Tokens.newBuilder()
                .setInput(answer.tokens().input())
                .setOutput(answer.tokens().output())
                .setCached(answer.tokens().cached()))
        .setModel(answer.by().model())
        .setProvider(answer.by().provider())
        .setFinishReason(finishReason(answer.finishReason()))
        .setCreatedAt(RpcTime.of(answer.createdAt()))
        .build();
  }

  private static dev.hark.proto.ask.v1.FinishReason finishReason(FinishReason reason) {
    return switch (reason) {
      case STOP -> dev.hark.proto.ask.v1.FinishReason.FINISH_REASON_STOP;
      case LENGTH -> dev.hark.proto.ask.v1.FinishReason.FINISH_REASON_LENGTH;
      case CONTENT_FILTER -> dev.hark.proto.ask.v1.FinishReason.FINISH_REASON_CONTENT_FILTER;
    };
  }

  private static dev.hark.proto.ask.v1.Part part(Part part) {
    dev.hark.proto.ask.v1.Part.Builder builder = dev.hark.proto.ask.v1.Part.newBuilder();
    return switch (part) {
      case Part.Text text -> builder.setText(text.text()).build();
      case Part.Citation citation -> builder.setCitation(citation(citation)).build();
    };
  }

  static Erased erased(Erasures.Erased erased) {
    return Erased.newBuilder()
        .setSessions(erased.sessions())
        .setMessages(erased.messages())
        .setAnswers(erased.answers())
        .build();
  }

  static Citation citation(Part.Citation citation) {
    return Citation.newBuilder()
        .setRecordingId(citation.recording().value())
        .setStartMs(citation.start().toMillis())
        .build();
  }

  static Completed completed(Outcome.Answered answered) {
    Completed.Builder completed =
        Completed.newBuilder()
            .setSessionId(answered.session().value())
            .setEndUserId(answered.owner().value())
            .setMessage(message(answered.answer()))
            .addAllSources(answered.sources().stream().map(ToProto::source).toList())
            .addAllQuotes(answered.quotes().stream().map(ToProto::quote).toList());
    answered.coverage().ifPresent(coverage -> completed.setCoverage(coverage(coverage)));
    answered
        .receipt()
        .ifPresent(
            receipt ->
                completed
                    .setInterpretation(ReceiptMessage.interpretation(receipt.interpretation()))
                    .setGrounding(ReceiptMessage.grounding(receipt.grounding())));
    return completed.build();
  }

  private static Source source(Chunk chunk) {
    Source.Builder source =
        Source.newBuilder()
            .setChunkId(chunk.id().value())
            .setRecordingId(chunk.recordingId().value())
            .setTranscriptionId(chunk.transcription().value())
            .setText(chunk.text())
            .setSpeaker(chunk.speaker().orElse(""))
            .setStartMs(chunk.start().toMillis())
            .setEndMs(chunk.end().toMillis())
            .setScore(chunk.score());
    chunk.recording().recordedAt().ifPresent(time -> source.setRecordedAt(RpcTime.of(time)));
    return source.build();
  }

  private static dev.hark.proto.ask.v1.Quote quote(Quote quote) {
    return dev.hark.proto.ask.v1.Quote.newBuilder()
        .setRecordingId(quote.recording().value())
        .setStartMs(quote.segment().start().toMillis())
        .setEndMs(quote.segment().end().toMillis())
        .setSpeaker(quote.segment().speaker().orElse(""))
        .setText(quote.segment().text())
        .build();
  }

  private static dev.hark.proto.ask.v1.Coverage coverage(Coverage coverage) {
    return dev.hark.proto.ask.v1.Coverage.newBuilder()
        .setRecordings(coverage.recordings())
        .setIndexed(coverage.indexed())
        .setPending(coverage.pending())
        .setFailed(coverage.failed())
        .addAllMissing(coverage.missing().stream().map(ToProto::missing).toList())
        .setPartial(coverage.partial())
        .build();
  }

  private static MissingRecording missing(Recording recording) {
    MissingRecording.Builder missing =
        MissingRecording.newBuilder()
            .setRecordingId(recording.id().value())
            .setStatus(status(recording.status()));
    recording.label().title().ifPresent(missing::setTitle);
    return missing.build();
  }

  static dev.hark.proto.search.v1.TranscriptionStatus status(TranscriptionStatus status) {
    return switch (status) {
      case PENDING -> dev.hark.proto.search.v1.TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING;
      case PROCESSING ->
          dev.hark.proto.search.v1.TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING;
      case COMPLETED -> dev.hark.proto.search.v1.TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED;
      case FAILED -> dev.hark.proto.search.v1.TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED;
    };
  }
}
