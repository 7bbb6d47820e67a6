package dev.hark.ask.session;

import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.text.StorableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sessions and messages of one tenant in memory; can be told to fail. */
public final class InMemoryStore extends Outage implements Sessions, Conversation, Erasures {
  private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
  private final Map<SessionId, List<Message>> messages = new LinkedHashMap<>();
  private final Map<MessageId, List<SourceRef>> sources = new HashMap<>();
  private final Map<MessageId, MessageId> otherIds = new HashMap<>();
  private final Set<String> erased = new HashSet<>();
  private final Map<MessageId, Receipt> receipts = new HashMap<>();

  public synchronized List<Message> messages(SessionId session) {
    return List.copyOf(said(session));
  }

  public synchronized List<Session> all() {
    return List.copyOf(sessions.values());
  }

  @Override
  public synchronized Added add(Caller caller, Session session) {
    boolean about = session.scope() instanceof Scope.Recording;
    if (anyErased(
        caller, session.owner(), Set.copyOf(about ? session.scope().recordings() : Set.of()))) {
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
    return new Page<>(
        sessions.values().stream()
            .filter(session -> caller.maySee(session.owner()))
            .sorted(Comparator.comparing(Session::lastMessageAt).reversed())
            .limit(page.limit())
            .toList(),
        Optional.empty());
  }

  @Override
  public synchronized Optional<Session> rename(Caller caller, SessionId id, String title) {
    find(caller, id)
        .ifPresent(
            old -> put(old, title, old.messageCount(), old.lastMessageAt(), old.lastAnswerBy()));
    return find(caller, id);
  }

  @Override
  public synchronized boolean delete(Caller caller, SessionId id) {
    return find(caller, id).isPresent()
        && messages.remove(id) != null
        && sessions.remove(id) != null;
  }

  @Override
  public synchronized Map<EndUserId, Counted> count(Caller caller, Set<EndUserId> owners) {
    check();
    return sessions.values().stream()
        .filter(session -> owners.contains(session.owner()))
        .collect(
            Collectors.toMap(
                Session::owner,
                session -> new Counted(1, session.createdAt()),
                (one, other) ->
                    new Counted(
                        one.sessions() + other.sessions(),
                        Collections.min(List.of(one.since(), other.since())))));
  }

  @Override
  public synchronized boolean anyErased(
      Caller caller, EndUserId owner, Set<RecordingId> recordings) {
    check();
    return erased.contains(owner.value())
        || recordings.stream().anyMatch(id -> erased.contains(id.value()));
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
              message instanceof Message.Answer answer ? without(answer, recording) : message);
    }
    return Erased.NOTHING;
  }

  /** What an answer was made from goes with what is taken out of it. */
  private Message.Answer without(Message.Answer answer, RecordingId recording) {
    Message.Answer left = AnswerErasure.SENTENCES.without(answer, Set.of(recording));
    if (!left.equals(answer)) {
      receipts.remove(answer.id());
    }
    return left;
  }

  @Override
  public synchronized Optional<Said> say(Caller caller, SessionId id, Message.FromUser message) {
    return find(caller, id).map(session -> say(session, said(id), message));
  }

  private Said say(Session session, List<Message> said, Message.FromUser message) {
    MessageId known = otherIds.getOrDefault(message.id(), message.id());
    String content = StorableText.of(message.content());
    for (Message one : said.reversed()) {
      if (one instanceof Message.FromUser there
          && (there.id().equals(known)
              || (there.content().equals(content) && answerTo(said, there.id()).isEmpty()))) {
        otherIds.put(message.id(), there.id());
        return new Said(there, there.equals(said.getFirst()));
      }
    }
    Message.FromUser kept =
        new Message.FromUser(
            message.id(), content, message.mentioned(), notBefore(session, message.createdAt()));
    String title = session.titled() || !said.isEmpty() ? session.title() : Session.titleOf(content);
    said.add(kept);
    put(session, title, said.size(), kept.createdAt(), session.lastAnswerBy());
    return new Said(kept, said.size() == 1);
  }

  private static Instant notBefore(Session session, Instant time) {
    return time.isBefore(session.lastMessageAt()) ? session.lastMessageAt() : time;
  }

  @Override
  public synchronized Optional<Said> begin(
      Caller caller, Session session, Message.FromUser message) {
    return add(caller, session) == Added.ERASED
        ? Optional.empty()
        : say(caller, session.id(), message);
  }

  @Override
  public synchronized Kept answer(
      Caller caller,
      SessionId id,
      Message.Answer answer,
      Set<RecordingId> known,
      List<SourceRef> from,
      Optional<Receipt> receipt) {
    anAnswerCame();
    Optional<Session> session = find(caller, id);
    if (session.isEmpty()) {
      return new Kept.Gone();
    }
    Set<RecordingId> gone = new HashSet<>(answer.evidence().given());
    gone.removeIf(one -> !erased.contains(one.value()));
    gone.addAll(known);
    List<Message> said = said(id);
    Optional<Message.Answer> before = answerTo(said, answer.answers());
    if (before.isPresent()) {
      return before.get().id().equals(answer.id())
          ? new Kept.Now(before.get(), gone)
          : new Kept.Before(before.get());
    }
    if (said.stream().noneMatch(one -> one.id().equals(answer.answers()))) {
      throw new StoreFaultException("an answer to nothing", new IllegalStateException());
    }
    Instant time = notBefore(session.get(), answer.createdAt());
    Message.Answer left = AnswerErasure.SENTENCES.without(answer, gone).at(time);
    said.add(left);
    put(session.get(), session.get().title(), said.size(), time, Optional.of(answer.by()));
    sources.put(answer.id(), List.copyOf(from));
    receipt.filter(any -> gone.isEmpty()).ifPresent(it -> receipts.put(answer.id(), it));
    return new Kept.Now(left, gone);
  }

  @Override
  public synchronized Optional<Receipt> receipt(
      Caller caller, SessionId session, MessageId answer) {
    check();
    boolean itsOwn = said(session).stream().anyMatch(one -> one.id().equals(answer));
    return find(caller, session)
        .filter(any -> itsOwn)
        .flatMap(any -> Optional.ofNullable(receipts.get(answer)));
  }

  @Override
  public synchronized Optional<Answered> answerTo(
      Caller caller, SessionId session, MessageId message) {
    check();
    MessageId known = otherIds.getOrDefault(message, message);
    return answerTo(said(session), known)
        .map(answer -> new Answered(answer, sources.getOrDefault(answer.id(), List.of())));
  }

  @Override
  public synchronized List<Turn> turnsBefore(
      Caller caller, SessionId session, MessageId before, int most) {
    check();
    List<Message> said = said(session);
    List<MessageId> order = said.stream().map(Message::id).toList();
    List<Turn> turns = new ArrayList<>();
    for (Message message : said) {
      if (message instanceof Message.Answer answer) {
        int asked = order.indexOf(answer.answers());
        if (asked < order.indexOf(before)) {
          turns.add(new Turn((Message.FromUser) said.get(asked), answer));
        }
      }
    }
    return turns.subList(Math.max(0, turns.size() - most), turns.size());
  }

  @Override
  public synchronized Optional<Page<Message>> list(Caller caller, SessionId id, PageRequest page) {
    return find(caller, id)
        .map(
            session -> {
              List<Message> said = said(id);
              int from = Math.toIntExact(page.after().map(Cursor::time).orElse(0L));
              int to = Math.min(said.size(), from + page.limit());
              return new Page<>(
                  said.subList(from, to),
                  to < said.size() ? Optional.of(Cursor.afterMessage(to)) : Optional.empty());
            });
  }

  private List<Message> said(SessionId session) {
    return messages.getOrDefault(session, List.of());
  }

  private void put(Session old, String title, int count, Instant last, Optional<ModelName> by) {
    sessions.put(
        old.id(),
        new Session(
            old.id(),
            old.owner(),
            old.scope(),
            title,
            count,
            last,
            by,
            old.createdAt(),
            last,
            true));
  }

  private static Optional<Message.Answer> answerTo(List<Message> said, MessageId id) {
    return said.stream()
        .filter(Message.Answer.class::isInstance)
        .map(Message.Answer.class::cast)
        .filter(answer -> answer.answers().equals(id))
        .findFirst();
  }
}
