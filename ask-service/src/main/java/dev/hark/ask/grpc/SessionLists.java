package dev.hark.ask.grpc;

import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.ask.turn.AskFailure;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.proto.ask.v1.GetReceiptRequest;
import dev.hark.proto.ask.v1.GetReceiptResponse;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is read of conversations: lists, with cursors that go with their filters only, and receipts.
 */
final class SessionLists {
  private final Sessions sessions;
  private final Conversation conversation;
  private final Supplier<CursorSeal> seal;

  SessionLists(Sessions sessions, Conversation conversation, Supplier<CursorSeal> seal) {
    this.sessions = sessions;
    this.conversation = conversation;
    this.seal = seal;
  }

  ListSessionsResponse sessions(Caller caller, ListSessionsRequest request) {
    SessionFilter asked = filter(request);
    SessionFilter filter = caller.boundTo().map(asked::ownedBy).orElse(asked);
    List<String> list =
        List.of(
            // The 2 refuses cursors that earlier releases made.
            "sessions 2",
            caller.project().value(),
            caller.mode().name(),
            filter.owner().map(EndUserId::value).orElse(""),
            filter.type().map(Scope.Type::name).orElse(""),
            filter.recording().map(RecordingId::value).orElse(""),
            filter.titleHolds().orElse(""));
    Page<Session> page =
        sessions.list(caller, filter, page(request.getLimit(), request.getCursor(), list));
    ListSessionsResponse.Builder response =
        ListSessionsResponse.newBuilder()
            .addAllSessions(page.items().stream().map(ToProto::session).toList());
    page.next().ifPresent(next -> response.setNextCursor(seal.get().seal(next.text(), list)));
    return response.build();
  }

  ListMessagesResponse messages(Caller caller, ListMessagesRequest request) {
    SessionId session = Requests.session(request.getSessionId());
    List<String> list =
        List.of("messages", caller.project().value(), caller.mode().name(), session.value());
    Page<Message> page =
        conversation
            .list(caller, session, page(request.getLimit(), request.getCursor(), list))
            .orElseThrow(() -> new AskFailedException(new AskFailure.NotFound("")));
    ListMessagesResponse.Builder response =
        ListMessagesResponse.newBuilder()
            .addAllMessages(page.items().stream().map(ToProto::message).toList());
    page.next().ifPresent(next -> response.setNextCursor(seal.get().seal(next.text(), list)));
    return response.build();
  }

  GetReceiptResponse receipt(Caller caller, GetReceiptRequest request) {
    SessionId session = Requests.session(request.getSessionId());
    MessageId answer = Requests.message(request.getMessageId());
    return conversation
        .receipt(caller, session, answer)
        .map(
            receipt ->
                GetReceiptResponse.newBuilder()
                    .setReceipt(
                        ReceiptMessage.of(receipt).toBuilder()
                            .setSessionId(session.value())
                            .setMessageId(answer.value()))
                    .build())
        .orElseThrow(() -> new AskFailedException(new AskFailure.NotFound("")));
  }

  private PageRequest page(int limit, String cursor, List<String> list) {
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      throw Invalid.field("limit", "limit must be 1 to 100, not " + limit + ".");
    }
    if (cursor.isEmpty()) {
      return new PageRequest(limit, Optional.empty());
    }
    Optional<Cursor> after = seal.get().open(cursor, list).map(Cursor::of);
    if (after.isEmpty()) {
      throw Invalid.field(
          "cursor", "cursor does not belong to this list and these filters: begin without one.");
    }
    return new PageRequest(limit, after);
  }

  private static SessionFilter filter(ListSessionsRequest request) {
    return new SessionFilter(
        Invalid.optional("end_user_id", request.getEndUserId(), EndUserId::new),
        type(request.getScopeType()),
        Invalid.optional("recording_id", request.getRecordingId(), RecordingId::new),
        request.getQ().isEmpty()
            ? Optional.empty()
            : Optional.of(request.getQ().replace("\0", "")));
  }

  private static Optional<Scope.Type> type(ScopeType type) {
    return switch (type) {
      case SCOPE_TYPE_UNSPECIFIED -> Optional.empty();
      case SCOPE_TYPE_RECORDING -> Optional.of(Scope.Type.RECORDING);
      case SCOPE_TYPE_LIBRARY -> Optional.of(Scope.Type.LIBRARY);
      case SCOPE_TYPE_SELECTED -> Optional.of(Scope.Type.SELECTED);
      case SCOPE_TYPE_FOLDER -> Optional.of(Scope.Type.FOLDER);
      case UNRECOGNIZED ->
          throw Invalid.field(
              "scope_type", "scope_type must be recording, library, selected or folder.");
    };
  }
}
