package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Notes first that something is erased and removes it in further steps: whoever did not see the
 * note when it wrote has ended by then, so that they find all that there will ever be. Each step is
 * short however much there is, and stays done when a later one fails.
 */
@Singleton
final class JdbcErasures implements Erasures {
  /** Messages of one step: some tenths of a second. */
  private static final int STEP = 2_000;

  /** These are read, and written again. */
  private static final int ANSWERS_OF_STEP = 1_000;

  private static final int SESSIONS_OF_STEP = 500;

  private final Database database;
  private final SessionRepository sessions;
  private final MessageRepository messages;
  private final ReceiptRepository receipts;
  private final ErasedIds erased;
  private final Clock clock;
  private final AnswerErasure erasure;

  JdbcErasures(
      Database database,
      SessionRepository sessions,
      MessageRepository messages,
      ReceiptRepository receipts,
      ErasedIds erased,
      Clock clock,
      AnswerErasure erasure) {
    this.database = database;
    this.sessions = sessions;
    this.messages = messages;
    this.receipts = receipts;
    this.erased = erased;
    this.clock = clock;
    this.erasure = erasure;
  }

  @Override
  public Erased endUser(Caller caller, EndUserId owner) {
    if (!caller.maySee(owner)) {
      return Erased.NOTHING;
    }
    note(caller, owner.value());
    return stepByStep(
        () -> remove(sessions.lockOfEndUser(caller, owner.value(), SESSIONS_OF_STEP)));
  }

  @Override
  public Erased recording(Caller caller, RecordingId recording) {
    note(caller, recording.value());
    return stepByStep(
            () -> remove(sessions.lockAboutRecording(caller, recording.value(), SESSIONS_OF_STEP)))
        .and(stepByStep(() -> takeOut(caller, recording)));
  }

  private void note(Caller caller, String id) {
    database.write(
        () -> {
          erased.keepWritersOut(caller);
          return erased.add(caller, id);
        });
  }

  /** Until nothing is left. */
  private Erased stepByStep(Supplier<Optional<Erased>> step) {
    Erased all = Erased.NOTHING;
    for (Optional<Erased> some = database.write(step);
        some.isPresent();
        some = database.write(step)) {
      all = all.and(some.get());
    }
    return all;
  }

  private Optional<Erased> remove(List<String> ids) {
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    int removed = messages.remove(ids, STEP);
    return Optional.of(new Erased(sessions.removeEmpty(ids), removed, 0));
  }

  private Optional<Erased> takeOut(Caller caller, RecordingId recording) {
    List<MessageRow> found =
        messages.lockGiven(
            caller, recording.value(), StoredPart.citing(recording), ANSWERS_OF_STEP);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<MessageRow> left = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> old = new ArrayList<>();
    for (MessageRow row : found) {
      Message.Answer answer = row.answer();
      Message.Answer without = erasure.without(answer, Set.of(recording));
      left.add(MessageRow.of(without, List.of(), row.sessionId(), row.position()));
      if (!without.parts().equals(answer.parts())) {
        changed.add(row.sessionId());
        if (row.sentences() == null) {
          old.add(row.id());
        }
      }
    }
    messages.rewrite(left);
    var _ = receipts.remove(found.stream().map(MessageRow::id).toList());
    if (!old.isEmpty()) {
      changed.addAll(
          messages.takeOutAfter(old, INSTEAD, StoredPart.of(List.of(new Part.Text(INSTEAD)))));
    }
    sessions.touch(changed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return Optional.of(new Erased(0, 0, changed.size()));
  }
}
