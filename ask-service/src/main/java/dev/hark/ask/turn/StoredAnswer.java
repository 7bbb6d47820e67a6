package dev.hark.ask.turn;

import dev.hark.ask.prompt.SegmentTable;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnLog.TurnEvent;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays an answer that is stored: without a model, with the sources that it was made from. What
 * search-service cannot give is left out; the answer does not wait for it.
 */
final class StoredAnswer {
  private static final Logger log = LoggerFactory.getLogger(StoredAnswer.class);

  private final Conversation conversation;
  private final RecordingSource recordings;
  private final CountCoverage coverage;

  StoredAnswer(Conversation conversation, RecordingSource recordings, CountCoverage coverage) {
    this.conversation = conversation;
    this.recordings = recordings;
    this.coverage = coverage;
  }

  /** Empty, and nothing told, while the message has no answer. */
  Optional<Outcome> replay(TurnRequest request, Session session, MessageId message, TurnLog told) {
    Optional<Conversation.Answered> stored =
        conversation.answerTo(request.caller(), session.id(), message);
    stored.ifPresent(
        found -> {
          var answer = found.answer();
          told.add(
              new TurnEvent.Started(session.id(), session.owner(), answer.answers(), answer.id()));
          answer.parts().forEach(part -> told.add(new TurnEvent.Written(part)));
        });
    return stored.map(found -> outcome(request, session, found));
  }

  /** What a turn comes to whose answer is this one. */
  Outcome outcome(TurnRequest request, Session session, Conversation.Answered stored) {
    Caller caller = request.caller();
    Question question = request.question();
    Caller owner = caller.boundTo(session.owner());
    List<Chunk> sources =
        unlessAway(
            caller, () -> recordings.chunks(owner, session.owner(), stored.sources()), List.of());
    Optional<Receipt> receipt = conversation.receipt(caller, session.id(), stored.answer().id());
    List<Quote> quotes =
        question.include().contains(Question.Include.QUOTES)
            ? Quote.ofAll(stored.answer().parts(), segments(owner, session, sources))
            : List.of();
    return new Outcome.Answered(
        session.id(),
        session.owner(),
        stored.answer(),
        session.scope() instanceof Scope.Recording ? List.of() : sources,
        coverage.asked(caller, question, session),
        receipt.map(it -> Quote.asThen(quotes, it.citations())).orElse(quotes),
        receipt);
  }

  private SegmentTable segments(Caller owner, Session session, List<Chunk> sources) {
    SegmentTable found = SegmentTable.of(sources);
    if (!(session.scope() instanceof Scope.Recording scope)) {
      return found;
    }
    return unlessAway(
        owner,
        () ->
            recordings.transcript(owner, scope.recording()) instanceof TranscriptLookup.Found whole
                ? SegmentTable.of(whole.transcript())
                : found,
        found);
  }

  private static <T> T unlessAway(Caller caller, Supplier<T> call, T without) {
    try {
      return call.get();
    } catch (SourceUnavailableException e) {
      log.warn(
          "request_id={} replayed without its sources: {}", caller.requestId(), e.getMessage());
      return without;
    }
  }
}
