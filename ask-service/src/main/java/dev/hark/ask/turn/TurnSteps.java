package dev.hark.ask.turn;

import dev.hark.ask.evidence.AnswerEvidence;
import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.ChunkSource;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Conversation.Said;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.ask.turn.TurnLog.TurnEvent;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a turn, in their order: what can be refused is refused before anything is stored;
 * the user's message is stored before the sources are searched and the model is called; the answer
 * is stored before it is given as completed. No step holds a connection of the store while another
 * one waits.
 */
public final class TurnSteps {
  private static final Logger log = LoggerFactory.getLogger(TurnSteps.class);

  /** Turns that are read for the history; what fits is decided by tokens. */
  private static final int MOST_TURNS = 30;

  private final Sessions sessions;
  private final Conversation conversation;
  private final OpenSession opener;
  private final ChatModels models;
  private final Mentions mentions;
  private final TurnContext context;
  private final GatherEvidence evidence;
  private final CountCoverage coverage;
  private final StoredAnswer stored;
  private final Withdrawals withdrawals;
  private final IdGenerator ids;
  private final Clock clock;

  public TurnSteps(
      Sessions sessions,
      Conversation conversation,
      OpenSession opener,
      ChatModels models,
      RecordingSource recordings,
      ChunkSource chunks,
      PromptAssembly assembly,
      FollowUpRewriter rewriter,
      IdGenerator ids,
      Clock clock) {
    this.sessions = sessions;
    this.conversation = conversation;
    this.opener = opener;
    this.models = models;
    this.mentions = new Mentions(recordings);
    this.context = new TurnContext(recordings, assembly);
    this.evidence = new GatherEvidence(recordings, chunks, assembly, context, rewriter, clock);
    this.coverage = new CountCoverage(recordings);
    this.stored = new StoredAnswer(conversation, recordings, coverage);
    this.withdrawals = new Withdrawals(recordings);
    this.ids = ids;
    this.clock = clock;
  }

  /** The session, unless it is to be made. */
  Optional<Session> existing(TurnRequest request) {
    return switch (request.target()) {
      case Target.Existing(SessionId session) ->
          Optional.of(sessions.find(request.caller(), session).orElseThrow(TurnSteps::noSession));
      case Target.Fresh fresh -> opener.before(request.caller(), fresh.session());
    };
  }

  /** The stored answer of a message that came before: nothing else is asked for it. */
  Optional<Outcome> replay(TurnRequest request, Optional<Session> session, TurnLog turn) {
    return session.flatMap(
        found ->
            request.message().flatMap(message -> stored.replay(request, found, message, turn)));
  }

  PreparedTurn prepare(TurnRequest request, Optional<Session> existing) {
    Question question = request.question();
    ChatModel model = model(request.caller(), question);
    Session session = existing.orElseGet(() -> fresh(request));
    mentions.check(request.caller(), session, question.mentioned());
    Optional<Transcript> transcript =
        context.transcript(request.caller(), session, question.content(), model.profile());
    return new PreparedTurn(
        session,
        existing.isEmpty(),
        model,
        transcript,
        evidence.lookAhead(request.caller(), session, transcript, question));
  }

  private Session fresh(TurnRequest request) {
    return switch (request.target()) {
      case Target.Existing _ -> throw noSession();
      case Target.Fresh(NewSession wanted) ->
          opener.prepare(request.caller(), wanted, Optional.of(request.question().content()));
    };
  }

  /**
   * The message that is to be answered, kept with its session if that is new: this one, or the same
   * one that was there already.
   */
  Said say(TurnRequest request, PreparedTurn turn) {
    Session session = turn.session();
    Question question = request.question();
    Message.FromUser message =
        new Message.FromUser(
            request.message().orElseGet(() -> MessageId.next(ids)),
            question.content(),
            question.mentioned(),
            now());
    return turn.keep()
        ? conversation
            .begin(request.caller(), session, message)
            .orElseThrow(() -> OpenSession.erased(session))
        : conversation
            .say(request.caller(), session.id(), message)
            .orElseThrow(TurnSteps::noSession);
  }

  Outcome answer(TurnRequest request, PreparedTurn turn, Said said, TurnLog told) {
    Session session = turn.session();
    Message.FromUser asked = said.message();
    Optional<Outcome> before = stored.replay(request, session, asked.id(), told);
    if (before.isPresent()) {
      return before.get();
    }
    Caller caller = request.caller();
    MessageId answerId = MessageId.next(ids);
    told.add(new TurnEvent.Started(session.id(), session.owner(), asked.id(), answerId));
    List<Turn> past =
        said.first()
            ? List.of()
            : conversation.turnsBefore(caller, session.id(), asked.id(), MOST_TURNS);
    Gathered gathered =
        evidence.gather(
            caller, turn, past, asked, request.question(), readBefore(caller, session, past));
    Prompt prompt = gathered.prompt();
    AnswerEvidence restsOn = new AnswerEvidence(prompt);
    told.guard(() -> sessions.anyErased(caller, session.owner(), restsOn.given()));
    AnswerDraft draft =
        new AnswerDraft(
            prompt.segments(),
            prompt.request().stated().lead(),
            new GuardedStream(part -> told.add(new TurnEvent.Written(part)), told::check));
    Completion completion = turn.model().answer(prompt.request(), draft);
    draft.finish();
    return switch (completion) {
      case Completion.Failed failed -> failed(caller, turn, failed.failure());
      case Completion.Finished finished when draft.isEmpty(finished) ->
          failed(caller, turn, new ModelFailure.Broken("the answer is empty"));
      case Completion.Finished finished -> {
        Set<RecordingId> gone = withdrawals.among(caller, session, prompt, draft.cited());
        Message.Answer answer =
            draft.answer(answerId, asked.id(), restsOn, turn.model(), finished, now());
        yield keep(request, session, asked, gathered, draft, answer, gone);
      }
    };
  }

  /** What was read in the question before, where a receipt tells. */
  private Optional<Interpretation> readBefore(Caller caller, Session session, List<Turn> past) {
    return past.isEmpty()
        ? Optional.empty()
        : conversation
            .receipt(caller, session.id(), past.getLast().answer().id())
            .map(Receipt::interpretation);
  }

  private ChatModel model(Caller caller, Question question) {
    return question
        .provider()
        .map(
            provider ->
                models.find(caller.project(), provider).orElseThrow(() -> notConfigured(provider)))
        .orElseGet(() -> models.standard(caller.project()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Outcome keep(
      TurnRequest request,
      Session session,
      Message.FromUser asked,
      Gathered gathered,
      AnswerDraft draft,
      Message.Answer answer,
      Set<RecordingId> gone) {
    Caller caller = request.caller();
    Prompt prompt = gathered.prompt();
    List<SourceRef> sources = prompt.without(gone).used().stream().map(Chunk::ref).toList();
    Receipt receipt = Receipts.of(gathered, asked, answer, draft.cited(), gone);
    return switch (StoreRetry.until(
        () ->
            conversation.answer(
                caller, session.id(), answer, gone, sources, Optional.of(receipt)))) {
      case Conversation.Kept.Now now ->
          new Outcome.Answered(
              session.id(),
              session.owner(),
              now.answer(),
              session.scope() instanceof Scope.Recording
                  ? List.of()
                  : prompt.without(now.gone()).used(),
              coverage.asked(caller, request.question(), session),
              request.question().include().contains(Question.Include.QUOTES)
                  ? Quote.ofCited(draft.cited(), now.answer().parts())
                  : List.of(),
              Optional.of(receipt));
      case Conversation.Kept.Before before ->
          conversation
              .answerTo(caller, session.id(), before.answer().answers())
              .map(kept -> stored.outcome(request, session, kept))
              .orElseThrow(TurnSteps::noSession);
      case Conversation.Kept.Gone _ -> throw noSession();
    };
  }

  private static Outcome failed(Caller caller, PreparedTurn turn, ModelFailure failure) {
    SessionId session = turn.session().id();
    log.warn(
        "request_id={} session={} provider={} failed: {}",
        caller.requestId(),
        session,
        turn.model().profile().provider(),
        failure.reason());
    return new Outcome.Failed(AskFailure.ProviderFailed.of(session, failure));
  }

  private static AskFailedException noSession() {
    return new AskFailedException(new AskFailure.NotFound(""));
  }

  private static AskFailedException notConfigured(String provider) {
    return new AskFailedException(
        new AskFailure.Invalid(
            "provider",
            "Provider %s is not configured here: leave provider out, or name one that is."
                .formatted(provider)));
  }
}
