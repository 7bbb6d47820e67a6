package dev.hark.ask.turn;

import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.TranscriptPrompt;
import dev.hark.ask.prompt.PromptQuestion;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Limits;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of a session's scope before a question is searched. */
final class TurnContext {
  private static final Logger log = LoggerFactory.getLogger(TurnContext.class);

  private final RecordingSource recordings;
  private final PromptAssembly assembly;

  TurnContext(RecordingSource recordings, PromptAssembly assembly) {
    this.recordings = recordings;
    this.assembly = assembly;
  }

  /**
   * Reads the transcript of a recording scope, before anything is stored.
   *
   * @return empty for scopes that are searched
   * @throws AskFailedException when the transcript is not there or does not fit
   */
  Optional<Transcript> transcript(
      Caller caller, Session session, String question, ModelProfile model) {
    if (!(session.scope() instanceof Scope.Recording scope)) {
      return Optional.empty();
    }
    Transcript transcript =
        transcript(recordings.transcript(caller.boundTo(session.owner()), scope.recording()));
    overTranscript(transcript, List.of(), List.of(), PromptQuestion.plain(question), model);
    return Optional.of(transcript);
  }

  /** The answer does not wait for what only tells how much was searched, and fails not for it. */
  Optional<RecordingCounts> counts(
      Caller caller,
      Session session,
      Optional<Transcript> transcript,
      List<RecordingId> among,
      Limits limits) {
    if (transcript.isPresent() && limits.none()) {
      return Optional.of(RecordingCounts.ONE);
    }
    try {
      return Optional.of(
          recordings.count(caller.boundTo(session.owner()), session.owner(), among, limits));
    } catch (SourceUnavailableException e) {
      log.warn("request_id={} without counts: {}", caller.requestId(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Who can be named in a question; nobody where that cannot be known.
   *
   * @param searched by which a search is to follow; empty where that is not known yet
   */
  List<String> speakers(
      Caller caller, Session session, Optional<Transcript> transcript, String searched) {
    if (transcript.isPresent()) {
      return transcript.get().segments().stream()
          .flatMap(segment -> segment.speaker().stream())
          .distinct()
          .toList();
    }
    try {
      return recordings.speakers(
          caller.boundTo(session.owner()), session.owner(), session.scope().recordings(), searched);
    } catch (SourceUnavailableException e) {
      log.warn("request_id={} without names: {}", caller.requestId(), e.getMessage());
      return List.of();
    }
  }

  /**
   * A prompt over a whole transcript.
   *
   * @throws AskFailedException when it does not fit
   */
  Prompt overTranscript(
      Transcript transcript,
      List<Chunk> found,
      List<Turn> past,
      PromptQuestion question,
      ModelProfile model) {
    return switch (assembly.overTranscript(
        transcript, found, past, question, model.maxInputTokens())) {
      case TranscriptPrompt.Fits fits -> fits.prompt();
      case TranscriptPrompt.TooLarge large ->
          throw new AskFailedException(
              new AskFailure.TooLarge(large.transcriptTokens(), large.maxTokens()));
    };
  }

  private static Transcript transcript(TranscriptLookup lookup) {
    return switch (lookup) {
      case TranscriptLookup.Found found -> found.transcript();
      case TranscriptLookup.NotReady notReady ->
          throw new AskFailedException(new AskFailure.NotReady(notReady.status()));
      case TranscriptLookup.Unknown unknown ->
          throw new AskFailedException(new AskFailure.NotFound(""));
    };
  }
}
