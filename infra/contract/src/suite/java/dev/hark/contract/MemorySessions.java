package dev.hark.contract;

import static dev.hark.contract.AskRefusedException.invalid;
import static dev.hark.contract.AskRefusedException.notFound;

import com.google.protobuf.Timestamp;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.CountSessionsRequest;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.FinishReason;
import dev.hark.proto.ask.v1.GetReceiptRequest;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.Tokens;
import dev.hark.proto.search.v1.Caller;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Conversations over what an index holds, whose every question is answered alike. */
final class MemorySessions {
  private static final String ANSWER = "That was not said.";
  private static final String UNTITLED = "New chat";
  private static final int MOST_TITLE = 200;

  private final List<HeldSession> all = new ArrayList<>();
  private final Set<String> erased = new HashSet<>();
  private final MemoryIndex index;
  private final SessionLists lists = new SessionLists(new CursorSeal("fake"));
  private Instant last = Instant.ofEpochMilli(System.currentTimeMillis());

  MemorySessions(MemoryIndex index) {
    this.index = index;
  }

  /** Nothing happens twice at the same time. */
  private Timestamp now() {
    last = last.plusMillis(1);
    return RpcTime.of(last);
  }

  private static String newId(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }

  synchronized Session create(Caller caller, NewSession wanted) {
    return open(caller, wanted).session().build();
  }

  private HeldSession open(Caller caller, NewSession wanted) {
    String half = AskFields.half(caller);
    Scope scope = AskFields.scope(wanted.getScope());
    String named = AskFields.endUser("end_user_id", wanted.getEndUserId());
    String chosen = wanted.hasTitle() ? AskFields.title(wanted.getTitle()) : UNTITLED;
    String id = AskFields.optional("session_id", wanted.getSessionId(), SessionId::new);
    Optional<HeldSession> before = seenBy(caller, held -> held.session().getSessionId().equals(id));
    if (before.isPresent()) {
      return before.get();
    }
    if (!named.isEmpty() && !Fields.sees(caller, named)) {
      throw new AskRefusedException(FailureReason.FAILURE_REASON_FORBIDDEN, "end_user_id");
    }
    Session.Builder session = Session.newBuilder().setScope(scope).setTitle(chosen);
    session.setEndUserId(owner(caller, named, session));
    check(half, session);
    Timestamp at = now();
    session
        .setSessionId(id.isEmpty() ? newId(SessionId.PREFIX) : id)
        .setCreatedAt(at)
        .setUpdatedAt(at)
        .setLastMessageAt(at);
    HeldSession held = new HeldSession(half, session, new ArrayList<>());
    all.add(held);
    return held;
  }

  /** Whose recordings the scope names; of one recording its title is kept. */
  private String owner(Caller caller, String named, Session.Builder session) {
    if (session.getScope().getType() == ScopeType.SCOPE_TYPE_RECORDING) {
      HeldRecording recording =
          recording(caller, session.getScope().getRecordingIds(0))
              .filter(held -> named.isEmpty() || named.equals(held.owner()))
              .orElseThrow(() -> notFound("scope.recording_id"));
      if (recording.details().hasTitle()) {
        session.getScopeBuilder().setRecordingTitle(recording.details().getTitle());
      }
      return recording.owner();
    }
    String owner = named.isEmpty() ? caller.getEndUserId() : named;
    if (owner.isEmpty()) {
      throw invalid("end_user_id");
    }
    for (int i = 0; i < session.getScope().getRecordingIdsCount(); i++) {
      String param = "scope.recording_ids[" + i + "]";
      if (recording(caller, session.getScope().getRecordingIds(i))
          .filter(held -> held.owner().equals(owner))
          .isEmpty()) {
        throw notFound(param);
      }
    }
    return owner;
  }

  private Optional<HeldRecording> recording(Caller caller, String id) {
    return index.seenBy(caller).stream().filter(held -> held.id().equals(id)).findFirst();
  }

  /** What was erased comes back into no session. */
  private void check(String half, Session.Builder session) {
    if (erased.contains(half + "/" + session.getEndUserId())) {
      throw notFound("end_user_id");
    }
    if (session.getScope().getType() == ScopeType.SCOPE_TYPE_RECORDING
        && erased.contains(half + "/" + session.getScope().getRecordingIds(0))) {
      throw notFound("scope.recording_id");
    }
  }

  private Optional<HeldSession> seenBy(Caller caller, Predicate<HeldSession> which) {
    String half = AskFields.half(caller);
    return all.stream()
        .filter(held -> held.isIn(half))
        .filter(held -> Fields.sees(caller, held.session().getEndUserId()))
        .filter(which)
        .findFirst();
  }

  private HeldSession find(Caller caller, String id) {
    String session = AskFields.session(id);
    return seenBy(caller, held -> held.session().getSessionId().equals(session))
        .orElseThrow(() -> notFound(""));
  }

  synchronized Session get(Caller caller, String id) {
    return find(caller, id).session().build();
  }

  synchronized Session rename(Caller caller, String id, String title) {
    String trimmed = AskFields.title(title);
    return find(caller, id).session().setTitle(trimmed).setUpdatedAt(now()).build();
  }

  synchronized Session delete(Caller caller, String id) {
    HeldSession held = find(caller, id);
    all.remove(held);
    return held.session().build();
  }

  synchronized ListSessionsResponse list(ListSessionsRequest request) {
    String half = AskFields.half(request.getCaller());
    return lists.sessions(request, all.stream().filter(held -> held.isIn(half)).toList());
  }

  synchronized ListMessagesResponse list(ListMessagesRequest request) {
    return lists.messages(request, find(request.getCaller(), request.getSessionId()).messages());
  }

  synchronized Receipt receipt(GetReceiptRequest request) {
    String id = request.getMessageId();
    return find(request.getCaller(), request.getSessionId()).messages().stream()
        .filter(message -> message.getMessageId().equals(id))
        .filter(message -> message.getRole() == Role.ROLE_ASSISTANT)
        .findFirst()
        .map(
            answer ->
                Receipt.newBuilder()
                    .setSessionId(request.getSessionId())
                    .setMessageId(id)
                    .setModel(answer.getModel())
                    .setProvider(answer.getProvider())
                    .build())
        .orElseThrow(() -> notFound(""));
  }

  synchronized HeldSession.Turn ask(AskRequest request) {
    AskFields.message(request.getMessage());
    String content = request.getMessage().getContent();
    String wanted = AskFields.optional("message_id", request.getMessageId(), MessageId::new);
    HeldSession held =
        switch (request.getSessionCase()) {
          case SESSION_ID -> find(request.getCaller(), request.getSessionId());
          case NEW_SESSION -> open(request.getCaller(), request.getNewSession());
          case SESSION_NOT_SET -> throw invalid("session_id");
        };
    List<String> ids = held.messages().stream().map(Message::getMessageId).toList();
    int before = ids.indexOf(wanted);
    if (before >= 0) {
      return new HeldSession.Turn(
          held.session().build(), held.messages().get(before), held.messages().get(before + 1));
    }
    if (held.messages().isEmpty() && held.session().getTitle().equals(UNTITLED)) {
      held.session().setTitle(content.substring(0, Math.min(MOST_TITLE, content.length())));
    }
    Message question =
        message(wanted.isEmpty() ? newId("msg_") : wanted, Role.ROLE_USER, content).build();
    Message answer =
        message(newId("msg_"), Role.ROLE_ASSISTANT, ANSWER)
            .setTokens(Tokens.newBuilder().setInput(10).setOutput(4))
            .setModel("fake-1")
            .setProvider("local")
            .setFinishReason(FinishReason.FINISH_REASON_STOP)
            .build();
    held.messages().addAll(List.of(question, answer));
    held.session()
        .setMessageCount(held.messages().size())
        .setLastMessageAt(answer.getCreatedAt())
        .setUpdatedAt(answer.getCreatedAt())
        .setLastModel(answer.getModel())
        .setLastProvider(answer.getProvider());
    return new HeldSession.Turn(held.session().build(), question, answer);
  }

  private Message.Builder message(String id, Role role, String content) {
    return Message.newBuilder()
        .setMessageId(id)
        .setRole(role)
        .setContent(content)
        .addParts(Part.newBuilder().setText(content))
        .setCreatedAt(now());
  }

  synchronized CountSessionsResponse count(CountSessionsRequest request) {
    String half = AskFields.half(request.getCaller());
    CountSessionsResponse.Builder response = CountSessionsResponse.newBuilder();
    for (String owner : new LinkedHashSet<>(AskFields.endUsers(request.getEndUserIdsList()))) {
      List<HeldSession> owned =
          all.stream()
              .filter(held -> held.isIn(half) && Fields.sees(request.getCaller(), owner))
              .filter(held -> held.session().getEndUserId().equals(owner))
              .toList();
      owned.stream()
          .map(held -> held.session().getCreatedAt())
          .min(Comparator.comparing((Timestamp at) -> RpcTime.of(at)))
          .ifPresent(
              first ->
                  response
                      .addCountsBuilder()
                      .setEndUserId(owner)
                      .setSessions(owned.size())
                      .setCreatedAt(first));
    }
    return response.build();
  }

  synchronized Erased eraseEndUser(Caller caller, String endUser) {
    String owner = AskFields.required("end_user_id", endUser, EndUserId::new);
    return erase(caller, owner, held -> held.session().getEndUserId().equals(owner));
  }

  /** No answer of the fake rests on a recording. */
  synchronized Erased eraseRecording(Caller caller, String id) {
    String recording = AskFields.required("recording_id", id, RecordingId::new);
    return erase(caller, recording, held -> held.isOf(recording));
  }

  private Erased erase(Caller caller, String what, Predicate<HeldSession> which) {
    String half = AskFields.erasersHalf(caller);
    erased.add(half + "/" + what);
    List<HeldSession> gone = all.stream().filter(held -> held.isIn(half)).filter(which).toList();
    all.removeAll(gone);
    return Erased.newBuilder()
        .setSessions(gone.size())
        .setMessages(gone.stream().mapToInt(held -> held.messages().size()).sum())
        .build();
  }
}
