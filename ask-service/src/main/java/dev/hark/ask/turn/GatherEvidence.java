package dev.hark.ask.turn;

import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.interpretation.Interpretation.Kind;
import dev.hark.ask.interpretation.ReadQuestion;
import dev.hark.ask.interpretation.Reading;
import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptQuestion;
import dev.hark.ask.prompt.Statements;
import dev.hark.ask.prompt.Today;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.ChunkQuery.Preferred;
import dev.hark.ask.retrieval.ChunkSource;
import dev.hark.ask.retrieval.FollowUp.PastTurn;
import dev.hark.ask.retrieval.Found;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.RetrieveChunks;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Session;
import dev.hark.runtime.id.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Finds what an answer can rest on: reads the question, searches, and counts, at the same time. */
final class GatherEvidence {
  private final RecordingSource recordings;
  private final RetrieveChunks retrieval;
  private final PromptAssembly assembly;
  private final TurnContext context;
  private final FollowUpRewriter rewriter;
  private final ReadQuestion read;
  private final Clock clock;

  GatherEvidence(
      RecordingSource recordings,
      ChunkSource chunks,
      PromptAssembly assembly,
      TurnContext context,
      FollowUpRewriter rewriter,
      Clock clock) {
    this.recordings = recordings;
    this.retrieval = new RetrieveChunks(chunks);
    this.assembly = assembly;
    this.context = context;
    this.rewriter = rewriter;
    this.read = new ReadQuestion(recordings);
    this.clock = clock;
  }

  /** Begins what the turn will need, for while its message is stored. */
  LookAhead lookAhead(
      Caller caller, Session session, Optional<Transcript> transcript, Question question) {
    boolean plain = !read.saysTime(question.content(), clock.instant(), question.zone());
    return new LookAhead(
        () -> context.speakers(caller, session, transcript, plain ? question.content() : ""),
        () ->
            context.counts(
                caller,
                session,
                transcript,
                session.scope().recordings(),
                question.filters().limits()),
        plain);
  }

  /**
   * What the model is given.
   *
   * @param asked as it is stored
   * @param before what was read in the question before it
   */
  Gathered gather(
      Caller caller,
      PreparedTurn turn,
      List<Turn> past,
      Message.FromUser asked,
      Question question,
      Optional<Interpretation> before) {
    Session session = turn.session();
    Question.Filters filters = question.filters();
    Reading reading =
        read.read(
            new ReadQuestion.Asked(
                caller.boundTo(session.owner()),
                session.owner(),
                session.scope().recordings(),
                asked.content(),
                asked.createdAt(),
                question.zone(),
                filters.limits(),
                turn.transcript().isEmpty(),
                !filters.readsTime(),
                turn.ahead().speakers(),
                filters.anySpeaker()),
            before);
    return new Gathering(caller, turn, past, asked, question, reading).gathered();
  }

  /** The searches of one turn, all at the same time. */
  private final class Gathering {
    private final Caller caller;
    private final PreparedTurn turn;
    private final List<Turn> past;
    private final Message.FromUser asked;
    private final Question question;
    private final Reading reading;
    private final ModelProfile model;
    private final List<PastTurn> before;
    private final List<String> queries;

    Gathering(
        Caller caller,
        PreparedTurn turn,
        List<Turn> past,
        Message.FromUser asked,
        Question question,
        Reading reading) {
      this.caller = caller.boundTo(turn.session().owner());
      this.turn = turn;
      this.past = past;
      this.asked = asked;
      this.question = question;
      this.reading = reading;
      this.model = turn.model().profile();
      this.before = past.stream().map(GatherEvidence::past).toList();
      this.queries =
          isSearched() ? rewriter.queries(caller.project(), reading.text(), before) : List.of();
    }

    private boolean isSearched() {
      return reading.missing().isEmpty() && (turn.transcript().isEmpty() || model.wantsRanks());
    }

    Gathered gathered() {
      try (ExecutorService searches = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Optional<RecordingCounts>> counting = searches.submit(this::counts);
        Future<Optional<Mentions>> mentioning = searches.submit(this::mentions);
        Found found = isSearched() ? search() : Found.NOTHING;
        Optional<Mentions> said = RetrieveChunks.result(mentioning);
        Reading read = unlessNone(said);
        Optional<Mentions> mentions = said.filter(any -> isCounted(read));
        Reading named = read.as(read.interpretation().naming(heard(found, mentions)));
        Statements statements =
            new Statements(
                asked.content(),
                named,
                found.legs(),
                RetrieveChunks.result(counting),
                mentions,
                told(mentions, shown(read, found, mentions)),
                model.wantsRanks());
        PromptQuestion asking =
            PromptQuestion.of(statements, new Today(asked.createdAt(), question.zone()));
        Optional<Transcript> whole = whole(statements);
        Prompt prompt = prompt(found, whole, statements, asking);
        return new Gathered(
            named, statements, queries, found, asking, prompt, whole.isPresent(), clock.instant());
      }
    }

    private long told(Optional<Mentions> mentions, List<Chunk> shown) {
      return mentions
          .map(all -> assembly.numbered(all.chunks(), shown, model.maxInputTokens()))
          .orElse(0L);
    }

    private Found search() {
      Found found =
          retrieval.retrieve(
              new ChunkQuery(
                  caller,
                  turn.session().owner(),
                  reading.scope(),
                  reading.text(),
                  assembly.chunks(),
                  reading.limits(),
                  new Preferred(reading.interpretation().speakers(), question.mentioned())),
              before,
              queries);
      // The index filters already; a defect there must not become a leak here.
      return found.with(
          found.chunks().stream().filter(chunk -> reading.allows(chunk.recordingId())).toList());
    }

    /** A list of what is said nowhere under that name is asked for in other words. */
    private Reading unlessNone(Optional<Mentions> said) {
      boolean none = said.filter(all -> all.moments() == 0).isPresent();
      return none && reading.interpretation().kind() == Kind.LIST
          ? reading.as(reading.interpretation().asMoment())
          : reading;
    }

    /**
     * Those who are named and have been found, or whose names the asker has written: others are
     * known from recordings that the answer has nothing of, and must not outlive.
     */
    private List<String> heard(Found found, Optional<Mentions> mentions) {
      Set<String> heard = new HashSet<>();
      Stream.concat(
              found.chunks().stream(), mentions.stream().flatMap(all -> all.chunks().stream()))
          .flatMap(chunk -> chunk.segments().stream())
          .forEach(segment -> segment.speaker().ifPresent(heard::add));
      turn.transcript().ifPresent(all -> heard.addAll(turn.ahead().speakers()));
      StringBuilder asks = new StringBuilder(asked.content());
      past.forEach(earlier -> asks.append('\n').append(earlier.question().content()));
      String said = asks.toString().toLowerCase(Locale.ROOT);
      return reading.interpretation().speakers().stream()
          .filter(name -> heard.contains(name) || said.contains(name.toLowerCase(Locale.ROOT)))
          .toList();
    }

    private Optional<Mentions> mentions() {
      return isCounted(reading)
          ? recordings.mentions(
              new ChunkQuery(
                  caller,
                  turn.session().owner(),
                  reading.scope(),
                  reading.interpretation().counted().getFirst(),
                  assembly.chunks(),
                  reading.counting(),
                  Preferred.NOTHING))
          : Optional.empty();
    }

    /** Those that were looked up ahead, unless the question itself limits what is searched. */
    private Optional<RecordingCounts> counts() {
      boolean limited =
          !reading.scope().equals(turn.session().scope().recordings())
              || !reading.limits().equals(question.filters().limits());
      Optional<RecordingCounts> there =
          limited
              ? context.counts(
                  caller, turn.session(), turn.transcript(), reading.scope(), reading.limits())
              : turn.ahead().counts();
      return reading.missing().isEmpty() ? there : there.map(RecordingCounts::none);
    }

    private Prompt prompt(
        Found found, Optional<Transcript> whole, Statements statements, PromptQuestion asking) {
      return whole
          .map(all -> context.overTranscript(all, found.chunks(), past, asking, model))
          .orElseGet(
              () ->
                  assembly.overChunks(
                      shown(statements.reading(), found, statements.mentions()),
                      past,
                      asking,
                      model.maxInputTokens()));
    }

    /** A transcript is read whole, but for what the filters leave out; that may be all of it. */
    private Optional<Transcript> whole(Statements statements) {
      boolean outside =
          !reading.limits().none()
              && statements.counts().filter(counts -> counts.searched() > 0).isEmpty();
      return turn.transcript()
          .filter(any -> !isCounted(statements.reading()) || !model.wantsRanks())
          .filter(any -> !outside)
          .map(all -> all.by(reading.limits().speakers()));
    }

    /** All that is counted, and for a model that can read more into it what a search finds. */
    private List<Chunk> shown(Reading read, Found found, Optional<Mentions> mentions) {
      Map<Object, Chunk> shown = new LinkedHashMap<>();
      mentions.ifPresent(all -> all.chunks().forEach(chunk -> shown.put(chunk.id(), chunk)));
      if (!isCounted(read) || !model.wantsRanks()) {
        found.chunks().forEach(chunk -> shown.putIfAbsent(chunk.id(), chunk));
      }
      return new ArrayList<>(shown.values());
    }
  }

  private static boolean isCounted(Reading reading) {
    return reading.interpretation().kind() != Kind.MOMENT;
  }

  private static PastTurn past(Turn turn) {
    return new PastTurn(
        turn.question().content(),
        turn.answer().content(),
        turn.answer().cited(),
        List.copyOf(Part.cited(turn.answer().parts())));
  }
}
