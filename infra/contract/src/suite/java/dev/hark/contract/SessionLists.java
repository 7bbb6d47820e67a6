package dev.hark.contract;

import static dev.hark.contract.AskRefusedException.invalid;

import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.search.v1.Caller;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Lists of the fake of ask-service, page by page. */
record SessionLists(CursorSeal seal) {
  ListSessionsResponse sessions(ListSessionsRequest request, List<HeldSession> all) {
    Caller caller = request.getCaller();
    AskFields.limit(request.getLimit());
    String named = AskFields.endUser("end_user_id", request.getEndUserId());
    String owner = caller.getEndUserId().isEmpty() ? named : caller.getEndUserId();
    String recording =
        AskFields.optional("recording_id", request.getRecordingId(), RecordingId::new);
    String half = AskFields.half(caller);
    List<String> filter =
        List.of("sessions", half, owner, request.getScopeType().name(), recording, request.getQ());
    List<Session> found =
        all.stream()
            .sorted(Comparator.comparing(HeldSession::lastMessageAt).reversed())
            .map(held -> held.session().build())
            .filter(one -> owner.isEmpty() || owner.equals(one.getEndUserId()))
            .filter(
                one ->
                    request.getScopeTypeValue() == 0
                        || request.getScopeType() == one.getScope().getType())
            .filter(
                one ->
                    recording.isEmpty() || one.getScope().getRecordingIdsList().contains(recording))
            .filter(one -> lower(one.getTitle()).contains(lower(request.getQ())))
            .toList();
    Page<Session> page =
        page(found, Session::getSessionId, request.getLimit(), request.getCursor(), filter);
    return ListSessionsResponse.newBuilder()
        .addAllSessions(page.items())
        .setNextCursor(page.next())
        .build();
  }

  ListMessagesResponse messages(ListMessagesRequest request, List<Message> all) {
    List<String> list =
        List.of("messages", AskFields.half(request.getCaller()), request.getSessionId());
    Page<Message> page =
        page(all, Message::getMessageId, request.getLimit(), request.getCursor(), list);
    return ListMessagesResponse.newBuilder()
        .addAllMessages(page.items())
        .setNextCursor(page.next())
        .build();
  }

  /** A part of a list; what comes next is empty when there is no more. */
  private record Page<T>(List<T> items, String next) {}

  private <T> Page<T> page(
      List<T> whole, Function<T, String> id, int limit, String cursor, List<String> list) {
    AskFields.limit(limit);
    int from = 0;
    if (!cursor.isEmpty()) {
      String last = seal.open(cursor, list).orElseThrow(() -> invalid("cursor"));
      from = whole.stream().map(id).toList().indexOf(last) + 1;
    }
    List<T> items = List.copyOf(whole.subList(from, Math.min(whole.size(), from + limit)));
    boolean more = from + limit < whole.size();
    return new Page<>(items, more ? seal.seal(id.apply(items.getLast()), list) : "");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
