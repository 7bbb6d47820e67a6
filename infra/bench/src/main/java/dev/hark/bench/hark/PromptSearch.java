package dev.hark.bench.hark;

import dev.hark.bench.meeting.Question;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Searches as ask-service does for a prompt: hybrid, in all recordings, over gRPC. */
public final class PromptSearch implements AutoCloseable {
  /** Chunks that a prompt holds at most, {@code hark.ask.chunks}. */
  private static final int LIMIT = 40;

  private static final long DEADLINE_SECONDS = 30;

  private final ManagedChannel channel;

  public PromptSearch(String address) {
    this.channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
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
            .setLimit(LIMIT)
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
