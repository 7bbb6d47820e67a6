package dev.hark.ask.turn;

import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.TranscriptPrompt;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.FollowUp.PastTurn;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.RetrieveChunks;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Optional;

/** What an answer rests on: a whole transcript, or what a search finds in the session's scope. */
final class TurnContext {
  private final RecordingSource recordings;
  private final RetrieveChunks retrieval;
  private final PromptAssembly assembly;
  private final FollowUpRewriter rewriter;

  TurnContext(
      RecordingSource recordings,
      RetrieveChunks retrieval,
      PromptAssembly assembly,
      FollowUpRewriter rewriter) {
    this.recordings = recordings;
    this.retrieval = retrieval;
    this.assembly = assembly;
    this.rewriter = rewriter;
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
    overTranscript(transcript, List.of(), List.of(), question, model);
    return Optional.of(transcript);
  }

  Prompt prompt(Caller caller, PreparedTurn turn, List<Turn> past, String question) {
    Optional<Transcript> transcript = turn.transcript();
    ModelProfile model = turn.model().profile();
    List<Chunk> found =
        transcript.isEmpty() || model.wantsRanks()
            ? search(caller, turn.session(), past, question)
            : List.of();
    return transcript
        .map(all -> overTranscript(all, found, past, question, model))
        .orElseGet(() -> assembly.overChunks(found, past, question, model.maxInputTokens()));
  }

  private List<Chunk> search(Caller caller, Session session, List<Turn> past, String question) {
    List<RecordingId> scope = session.scope().recordings();
    ChunkQuery query =
        new ChunkQuery(
            caller.boundTo(session.owner()), session.owner(), scope, question, assembly.chunks());
    List<PastTurn> before = past.stream().map(TurnContext::past).toList();
    List<Chunk> found =
        retrieval.retrieve(query, before, rewriter.queries(caller.project(), question, before));
    // The index filters already; a defect there must not become a leak here.
    return scope.isEmpty()
        ? found
        : found.stream().filter(chunk -> scope.contains(chunk.recordingId())).toList();
  }

  private Prompt overTranscript(
      Transcript transcript,
      List<Chunk> found,
      List<Turn> past,
      String question,
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

  private static PastTurn past(Turn turn) {
    return new PastTurn(
        turn.question().content(),
        turn.answer().content(),
        turn.answer().cited(),
        List.copyOf(Part.cited(turn.answer().parts())));
  }
}
