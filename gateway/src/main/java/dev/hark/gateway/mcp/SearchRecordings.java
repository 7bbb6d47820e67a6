package dev.hark.gateway.mcp;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.search.SearchOrder;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.SearchResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds what was said, as a search by REST does. */
@Singleton
final class SearchRecordings implements Tool {
  /** A chunk has about 200 words, 1,200 characters: only what was never cut into such is longer. */
  private static final int MOST_TEXT = 4_000;

  private final SearchServiceClient searchService;

  SearchRecordings(SearchServiceClient searchService) {
    this.searchService = searchService;
  }

  /**
   * What was found.
   *
   * @param total how many passages fit, of the best {@link SearchOrder#MAX_LIMIT}
   * @param leftOut in words, null when nothing was
   */
  record Found(
      List<Hit> results, int shown, int total, boolean byWordsAlone, @Nullable String leftOut) {}

  /** One passage: the {@code n}th of {@code total}. */
  record Hit(
      int n,
      int total,
      String recordingId,
      @Nullable String title,
      @Nullable String recordedAt,
      @Nullable String speaker,
      long startMs,
      long endMs,
      String text,
      int omittedCharacters) {

    static Hit of(FoundChunk chunk, int n, int total) {
      Excerpt text = Excerpt.of(chunk.getText(), MOST_TEXT);
      return new Hit(
          n,
          total,
          chunk.getRecordingId(),
          Absent.textOrNull(chunk.getRecordingTitle()),
          Absent.timeOrNull(chunk.hasRecordedAt(), chunk.getRecordedAt()),
          Absent.textOrNull(chunk.getSpeaker()),
          chunk.getStartMs(),
          chunk.getEndMs(),
          text.text(),
          text.omitted());
    }
  }

  @Override
  public String name() {
    return "search_recordings";
  }

  @Override
  public Scope scope() {
    return Scope.RECORDINGS_READ;
  }

  /** Looks for the most that there may be, so that it can say how many are not shown. */
  @Override
  public Found answer(Call call, Fields arguments) {
    SearchOrder order = SearchOrder.read(arguments, call.caller());
    SearchResponse response =
        searchService.search(
            call, order.request().setGroupByRecording(false).setLimit(SearchOrder.MAX_LIMIT));
    int total = response.getChunksCount();
    int shown = Math.min(order.limit(), total);
    List<Hit> hits =
        IntStream.range(0, shown)
            .mapToObj(i -> Hit.of(response.getChunks(i), i + 1, total))
            .toList();
    return new Found(hits, shown, total, response.getLexicalOnly(), leftOut(shown, total));
  }

  private static @Nullable String leftOut(int shown, int total) {
    String more = total == SearchOrder.MAX_LIMIT ? " Passages that fit less were not counted." : "";
    return shown == total && more.isEmpty()
        ? null
        : "%d more passages, which fit less, are not shown.%s Raise 'limit' (to %d at most), or narrow the search with 'recording_ids', 'tags', 'speakers', 'recorded_after' or 'recorded_before'."
            .formatted(total - shown, more, SearchOrder.MAX_LIMIT);
  }
}
