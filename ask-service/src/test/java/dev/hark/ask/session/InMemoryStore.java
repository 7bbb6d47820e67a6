package dev.hark.ask.session;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.id.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions and messages of one tenant in memory; can be told to fail. */
public final class InMemoryStore implements Sessions, Conversation, Erasures {
  private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
  private final Map<SessionId, List<Message>> messages = new LinkedHashMap<>();
  private final Map<MessageId, List<SourceRef>> sources = new HashMap<>();
  private final Map<MessageId, MessageId> otherIds = new HashMap<>();
  private final Set<String> erased = new HashSet<>();
  private boolean down;
  private boolean refused;
  private boolean broken;

  public synchronized void goDown() {
    down = true;
  }

  /** From now on rows cannot be read. */
  public synchronized void breaks() {
    broken = true;
  }

  /** Waits until an answer could not be kept, then is there again. */
  public synchronized void comeBackAfterAnAnswerCame() {
    try {
      while (!refused) {
        wait();
      }
      down = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void comeBack() {
    down = false;
  }

  public synchronized List<Message> messages(SessionId session) {
    return List.copyOf(messages.getOrDefault(session, List.of()));
  }

  public synchronized List<Session> all() {
    return List.copyOf(sessions.values());
  }

  @Override
  public synchronized Added add(Caller caller, Session session) {
    check();
    if (erased.contains(session.owner().value())
        || session.scope().recordings().stream().anyMatch(id -> erased.contains(id.value()))) {
      return Added.ERASED;
    }
    if (sessions.putIfAbsent(session.id(), session) == null) {
      messages.put(session.id(), new ArrayList<>());
    }
    return Added.KEPT;
  }

  @Override
  public synchronized Optional<Session> find(Caller caller, SessionId id) {
    check();
    return Optional.ofNullable(sessions.get(id)).filter(found -> caller.maySee(found.owner()));
  }

  @Override
  public synchronized Page<Session> list(Caller caller, SessionFilter filter, PageRequest page) {
    check();
    List<Session> shown =
        sessions.values().stream()
            .filter(session -> caller.maySee(session.owner()))
            .sorted(Comparator.comparing(Session::lastMessageAt).reversed())
            .limit(page.limit())
            .toList();
    return new Page<>(shown, Optional.empty());
  }

  @Override
  public synchronized Optional<Session> rename(Caller caller, SessionId id, String title) {
    Optional<Session> renamed = find(caller, id).map(found -> with(found, title));
    renamed.ifPresent(session -> sessions.put(id, session));
    return renamed;
  }

  @Override
  public synchronized boolean delete(Caller caller, SessionId id) {
    check();
    messages.remove(id);
    return sessions.remove(id) != null;
  }

  @Override
  public synchronized long count(Caller caller, EndUserId owner) {
    check();
    return sessions.values().stream().filter(session -> session.owner().equals(owner)).count();
  }

  @Override
  public synchronized boolean anyErased(
      Caller caller, EndUserId owner, Set<RecordingId> recordings) {
    check();
    return erased.contains(owner.value())
        || recordings.stream().anyMatch(id -> erased.contains(id.value()));
  }

  @Override
  public synchronized Optional<Instant> first(Caller caller, EndUserId owner) {
    check();
    return sessions.values().stream()
        .filter(session -> session.owner().equals(owner))
        .map(Session::createdAt)
        .min(Comparator.naturalOrder());
  }

  @Override
  public synchronized Erased endUser(Caller caller, EndUserId owner) {
    check();
    erased.add(owner.value());
    long before = sessions.size();
    sessions.values().removeIf(session -> session.owner().equals(owner));
    messages.keySet().retainAll(sessions.keySet());
    return new Erased(before - sessions.size(), 0, 0);
  }

  /** Leaves the sessions about it; counts nothing. */
  @Override
  public synchronized Erased recording(Caller caller, RecordingId recording) {
    check();
    erased.add(recording.value());
    for (List<Message> said : messages.values()) {
      said.replaceAll(
          message ->
              message instanceof Message.Answer answer
                  ? AnswerErasure.SENTENCES.without(answer, Set.of(recording))
                  : message);
    }
    return Erased.NOTHING;
  }

  @Override
  public synchronized Optional<Message.FromUser> say(
      Caller caller, SessionId session, Message.FromUser message) {
    check();
    List<Message> said = messages.get(session);
    if (said == null) {
      return Optional.empty();
    }
    MessageId known = otherIds.getOrDefault(message.id(), message.id());
    Optional<Message.FromUser> there =
        said.stream()
            .filter(Message.FromUser.class::isInstance)
            .map(Message.FromUser.class::cast)
            .filter(
                one ->
                    one.id().equals(known)
                        || (one.content().equals(message.content())
                            && answerTo(said, one.id()).isEmpty()))
            .findFirst();
    if (there.isEmpty()) {
      said.add(message);
    } else {
      otherIds.put(message.id(), there.get().id());
    }
    return there.or(() -> Optional.of(message));
  }

  @Override
  public synchronized Optional<Message.FromUser> begin(
      Caller caller, Session session, Message.FromUser message) {
    return add(caller, session) == Added.ERASED
        ? Optional.empty()
        : say(caller, session.id(), message);
  }

  @Override
  public synchronized Kept answer(
      Caller caller,
      SessionId session,
      Message.Answer answer,
      Set<RecordingId> known,
      List<SourceRef> from) {
    refused |= down;
    notifyAll();
    check();
    Set<RecordingId> gone = new HashSet<>(answer.evidence().given());
    gone.removeIf(id -> !erased.contains(id.value()));
    gone.addAll(known);
    Message.Answer left = AnswerErasure.SENTENCES.without(answer, gone);
    List<Message> said = messages.get(session);
    if (said == null) {
      return new Kept.Gone();
    }
    Optional<Message.Answer> before = answerTo(said, answer.answers());
    if (before.isPresent()) {
      return new Kept.Before(before.get());
    }
    said.add(left);
    sources.put(answer.id(), List.copyOf(from));
    return new Kept.Now(left, gone);
  }

  @Override
  public synchronized Optional<Answered> answerTo(
      Caller caller, SessionId session, MessageId message) {
    check();
    return answerTo(
            messages.getOrDefault(session, List.of()), otherIds.getOrDefault(message, message))
        .map(answer -> new Answered(answer, sources.getOrDefault(answer.id(), List.of())));
  }

  @Override
  public synchronized List<Turn> turnsBefore(
      Caller caller, SessionId session, MessageId before, int most) {
    check();
    List<Message> said = messages.getOrDefault(session, List.of());
    List<MessageId> order = said.stream().map(Message::id).toList();
    List<Turn> turns = new ArrayList<>();
    for (Message message : said) {
      if (message instanceof Message.Answer answer
          && order.indexOf(answer.answers()) < order.indexOf(before)) {
        turns.add(new Turn(question(said, answer.answers()), answer));
      }
    }
    return turns.subList(Math.max(0, turns.size() - most), turns.size());
  }

  @Override
  public synchronized Optional<Page<Message>> list(
      Caller caller, SessionId session, PageRequest page) {
    check();
    return Optional.ofNullable(messages.get(session))
        .map(said -> new Page<>(said.stream().limit(page.limit()).toList(), Optional.empty()));
  }

  private void check() {
    if (broken) {
      throw new StoreFaultException("a row cannot be read", new IllegalStateException());
    }
    if (down) {
      throw new StoreUnavailableException("down", new IllegalStateException());
    }
  }

  private static Session with(Session old, String title) {
    return new Session(
        old.id(),
        old.owner(),
        old.scope(),
        title,
        old.messageCount(),
        old.lastMessageAt(),
        old.lastAnswerBy(),
        old.createdAt(),
        old.updatedAt());
  }

  private static Message.FromUser question(List<Message> said, MessageId id) {
    return (Message.FromUser)
        said.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static Optional<Message.Answer> answerTo(List<Message> said, MessageId id) {
    return said.stream()
        .filter(Message.Answer.class::isInstance)
        .map(Message.Answer.class::cast)
        .filter(answer -> answer.answers().equals(id))
        .findFirst();
  }
}
