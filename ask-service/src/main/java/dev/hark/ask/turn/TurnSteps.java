package dev.hark.ask.turn;

import dev.hark.ask.evidence.AnswerEvidence;
import dev.hark.ask.id.Caller;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.NewIds;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.id.SourceRef;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.RetrieveChunks;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.FinishReason;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.ModelName;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.TokenUse;
import dev.hark.ask.session.Turn;
import java.time.Clock;
import java.time.Duration;
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
  private final Grounds grounds;
  private final CountCoverage coverage;
  private final StoredAnswer stored;
  private final Withdrawals withdrawals;
  private final NewIds ids;
  private final Clock clock;

  public TurnSteps(
      Sessions sessions,
      Conversation conversation,
      OpenSession opener,
      ChatModels models,
      RecordingSource recordings,
      RetrieveChunks retrieval,
      PromptAssembly assembly,
      FollowUpRewriter rewriter,
      NewIds ids,
      Clock clock) {
    this.sessions = sessions;
    this.conversation = conversation;
    this.opener = opener;
    this.models = models;
    this.grounds = new Grounds(recordings, retrieval, assembly, rewriter);
    this.coverage = new CountCoverage(recordings);
    this.stored = new StoredAnswer(conversation, recordings, coverage);
    this.withdrawals = new Withdrawals(recordings);
    this.ids = ids;
    this.clock = clock;
  }

  /** The session, unless it is to be made. */
  Optional<Session> before(Caller caller, Target target) {
    return switch (target) {
      case Target.Existing existing ->
          Optional.of(sessions.find(caller, existing.session()).orElseThrow(TurnSteps::noSession));
      case Target.Fresh fresh -> opener.before(caller, fresh.session());
    };
  }

  /** The stored answer of a message that came before: nothing else is asked for it. */
  Optional<Outcome> again(
      Caller caller, Session session, Question question, MessageId named, TurnLog told) {
    return stored.tell(caller, session, question, named, told);
  }

  PreparedTurn prepare(
      Caller caller,
      Target target,
      Optional<Session> before,
      Question question,
      Optional<MessageId> named) {
    ChatModel model = model(caller, question);
    Session session = before.orElseGet(() -> fresh(caller, target, question));
    return new PreparedTurn(
        session,
        before.isEmpty(),
        model,
        grounds.read(caller, session, question.content(), model.profile()),
        named);
  }

  private Session fresh(Caller caller, Target target, Question question) {
    return switch (target) {
      case Target.Existing existing -> throw noSession();
      case Target.Fresh fresh ->
          opener.prepare(caller, fresh.session(), Session.titleFor(question.content()));
    };
  }

  /**
   * The message that is to be answered, kept with its session if that is new: this one, or the same
   * one that was there already.
   */
  Message.FromUser say(Caller caller, Question question, PreparedTurn turn) {
    Session session = turn.session();
    Message.FromUser message = message(question, turn.named());
    return turn.keep()
        ? conversation
            .begin(caller, session, message)
            .orElseThrow(() -> OpenSession.erased(session))
        : conversation.say(caller, session.id(), message).orElseThrow(TurnSteps::noSession);
  }

  Outcome answer(
      Caller caller, Question question, PreparedTurn turn, Message.FromUser asked, TurnLog told) {
    Session session = turn.session();
    Optional<Outcome> before = again(caller, session, question, asked.id(), told);
    if (before.isPresent()) {
      return before.get();
    }
    MessageId answerId = ids.message();
    told.add(new TurnEvent.Started(session.id(), asked.id(), answerId));
    List<Turn> past = conversation.turnsBefore(caller, session.id(), asked.id(), MOST_TURNS);
    Prompt prompt =
        grounds.prompt(
            caller, session, turn.transcript(), past, asked.content(), turn.model().profile());
    AnswerEvidence evidence = new AnswerEvidence(prompt);
    told.guard(() -> sessions.anyErased(caller, session.owner(), evidence.given()));
    AnswerDraft draft =
        new AnswerDraft(
            prompt.segments(),
            new Telling(part -> told.add(new TurnEvent.Written(part)), told::check));
    Completion completion = turn.model().answer(prompt.request(), draft);
    draft.finish();
    return switch (completion) {
      case Completion.Failed failed -> failed(caller, session.id(), turn.model(), failed.failure());
      case Completion.Finished finished when empty(draft, finished) ->
          failed(
              caller, session.id(), turn.model(), new ModelFailure.Broken("the answer is empty"));
      case Completion.Finished finished -> {
        Set<RecordingId> gone = withdrawals.among(caller, session, prompt, draft.cited());
        Message.Answer answer = answer(answerId, asked, draft, evidence, turn.model(), finished);
        yield keep(caller, question, session, prompt, draft, answer, gone);
      }
    };
  }

  private ChatModel model(Caller caller, Question question) {
    return question
        .provider()
        .map(
            provider ->
                models.find(caller.project(), provider).orElseThrow(() -> notConfigured(provider)))
        .orElseGet(() -> models.standard(caller.project()));
  }

  private Message.FromUser message(Question question, Optional<MessageId> named) {
    return new Message.FromUser(
        named.orElseGet(ids::message), question.content(), question.mentioned(), now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Held back by a filter is an answer too; nothing at all is none. */
  private static boolean empty(AnswerDraft draft, Completion.Finished finished) {
    return Part.content(draft.parts()).isBlank()
        && finished.ending() != Completion.Ending.CONTENT_FILTER;
  }

  private Outcome keep(
      Caller caller,
      Question question,
      Session session,
      Prompt prompt,
      AnswerDraft draft,
      Message.Answer answer,
      Set<RecordingId> gone) {
    List<SourceRef> sources = prompt.without(gone).used().stream().map(Chunk::ref).toList();
    return switch (Patience.with(
        () -> conversation.answer(caller, session.id(), answer, gone, sources))) {
      case Conversation.Kept.Now now ->
          answered(
              caller,
              question,
              session,
              prompt.without(now.gone()),
              now.answer(),
              Quote.ofCited(draft.cited(), now.answer().parts()));
      case Conversation.Kept.Before before ->
          conversation
              .answerTo(caller, session.id(), before.answer().answers())
              .map(kept -> stored.outcome(caller, session, question, kept))
              .orElseThrow(TurnSteps::noSession);
      case Conversation.Kept.Gone over -> throw noSession();
    };
  }

  private Outcome answered(
      Caller caller,
      Question question,
      Session session,
      Prompt prompt,
      Message.Answer answer,
      List<Quote> quotes) {
    boolean quoting = question.include().contains(Question.Include.QUOTES);
    return new Outcome.Answered(
        session.id(),
        session.owner(),
        answer,
        prompt.used(),
        coverage.asked(caller, question, session),
        quoting ? quotes : List.of());
  }

  private Message.Answer answer(
      MessageId id,
      Message.FromUser asked,
      AnswerDraft draft,
      AnswerEvidence evidence,
      ChatModel model,
      Completion.Finished finished) {
    Completion.Usage usage = finished.usage();
    return new Message.Answer(
        id,
        asked.id(),
        draft.parts(),
        draft.citedChunks(),
        evidence.of(draft.parts()),
        new TokenUse(usage.input(), usage.output(), usage.cached()),
        new ModelName(model.profile().provider(), finished.model()),
        switch (finished.ending()) {
          case STOP -> FinishReason.STOP;
          case LENGTH -> FinishReason.LENGTH;
          case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
        },
        now());
  }

  private static Outcome failed(
      Caller caller, SessionId session, ChatModel model, ModelFailure failure) {
    log.warn(
        "request_id={} session={} provider={} failed: {}",
        caller.requestId(),
        session,
        model.profile().provider(),
        failure.reason());
    Optional<Duration> retryAfter =
        failure instanceof ModelFailure.Busy busy ? busy.retryAfter() : Optional.empty();
    return new Outcome.Failed(new AskFailure.ProviderFailed(session, retryAfter, remedy(failure)));
  }

  private static AskFailure.ProviderFailed.Remedy remedy(ModelFailure failure) {
    return switch (failure) {
      case ModelFailure.OnlyThoughts _ -> AskFailure.ProviderFailed.Remedy.ASK_FOR_LESS;
      case ModelFailure.Refused _ -> AskFailure.ProviderFailed.Remedy.OPERATOR;
      case ModelFailure.Busy _, ModelFailure.TimedOut _, ModelFailure.Broken _ ->
          AskFailure.ProviderFailed.Remedy.SEND_AGAIN;
    };
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
