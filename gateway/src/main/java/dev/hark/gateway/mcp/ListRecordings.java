package dev.hark.gateway.mcp;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.runtime.rpc.RpcTime;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of recordings, those recorded last first. */
@Singleton
final class ListRecordings implements Tool {
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_CURSOR = 2_048;

  private final SearchServiceClient searchService;

  ListRecordings(SearchServiceClient searchService) {
    this.searchService = searchService;
  }

  /** What is there. */
  record Listed(
      List<RecordingView> recordings,
      int shown,
      boolean hasMore,
      @Nullable String nextCursor,
      @Nullable String leftOut) {}

  @Override
  public String name() {
    return "list_recordings";
  }

  @Override
  public Scope scope() {
    return Scope.RECORDINGS_READ;
  }

  @Override
  public Listed answer(Call call, Fields arguments) {
    ListRecordingsRequest.Builder asked =
        ListRecordingsRequest.newBuilder()
            .setLimit(arguments.optionalInteger("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT))
            .setCursor(cursor(arguments));
    AskedIds.endUser(arguments, call.caller()).ifPresent(id -> asked.setEndUserId(id.value()));
    arguments.optionalText("status").map(ListRecordings::status).ifPresent(asked::setStatus);
    time(arguments, "recorded_after").map(RpcTime::of).ifPresent(asked::setRecordedAfter);
    time(arguments, "recorded_before").map(RpcTime::of).ifPresent(asked::setRecordedBefore);
    ListRecordingsResponse page = searchService.recordings(call, asked);
    @Nullable String next = Absent.textOrNull(page.getNextCursor());
    return new Listed(
        page.getRecordingsList().stream().map(RecordingView::of).toList(),
        page.getRecordingsCount(),
        next != null,
        next,
        next == null
            ? null
            : "There are more recordings: call again with 'cursor' set to next_cursor and all else"
                + " the same.");
  }

  private static String cursor(Fields arguments) {
    String cursor = arguments.optionalText("cursor").orElse("");
    if (cursor.length() > MAX_CURSOR) {
      throw Fields.wrong("cursor", "the 'next_cursor' of an earlier answer, or left out");
    }
    return cursor;
  }

  private static TranscriptionStatus status(String text) {
    return StatusText.parse(text)
        .orElseThrow(
            () -> Fields.wrong("status", "'pending', 'processing', 'completed' or 'failed'"));
  }

  private static Optional<Instant> time(Fields arguments, String name) {
    return arguments.optionalText(name).map(text -> Fields.time(name, text));
  }
}
