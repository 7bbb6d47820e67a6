package dev.hark.bench.hark;

import dev.hark.bench.meeting.Question;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;

/** Searches as the other services do: hybrid, in all recordings, over gRPC. */
public final class DirectSearch implements AutoCloseable {
  /** Chunks that a prompt holds at most, {@code hark.ask.chunks}. */
  public static final int OF_A_PROMPT = 40;

  private static final long DEADLINE_SECONDS = 30;

  private final ManagedChannel channel;
  private final int limit;

  /** Asks over a channel, which it shuts down in the end. */
  public DirectSearch(ManagedChannel channel, int limit) {
    this.channel = channel;
    this.limit = limit;
  }

  public void search(Question question) {
    SearchRequest request =
        SearchRequest.newBuilder()
            .setCaller(
                Caller.newBuilder()
                    .setProjectId(Library.PROJECT)
                    .setMode(Mode.MODE_LIVE)
                    .setRequestId("req_speed"))
            .setEndUserId(Library.END_USER)
            .setQuery(question.text())
            .setLimit(limit)
            .build();
    int found =
        SearchServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .search(request)
            .getChunksCount();
    if (found == 0) {
      throw new IllegalStateException("a search found nothing");
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
