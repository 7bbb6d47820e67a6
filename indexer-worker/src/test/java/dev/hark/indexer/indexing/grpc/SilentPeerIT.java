package dev.hark.indexer.indexing.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.json.JsonEventDecoder;
import dev.hark.indexer.indexing.EmbeddingTurns;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex.Timeouts;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A search-service whose host vanishes in the middle of a transcript. */
@Execution(ExecutionMode.CONCURRENT)
final class SilentPeerIT {
  /** The shortest that gRPC takes. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  private static final Duration MINUTES = Duration.ofMinutes(10);

  private final FakeIndexService index = new FakeIndexService();
  private final FakeEmbedder embedder = new FakeEmbedder();
  private final EmbeddingTurns turns = new EmbeddingTurns(embedder, 2, Duration.ofSeconds(4));

  @Test
  void isNoticedLongBeforeTheCallsOwnTime() throws Exception {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .permitKeepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
            .addService(index)
            .build()
            .start();
    InternalConfiguration inside =
        new InternalConfiguration("a".repeat(32), "", "", "", KEEP_ALIVE, Duration.ofMillis(500));
    embedder.hold();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        BlackHole network = new BlackHole(server.getPort())) {
      ManagedChannel channel = inside.channelTo(network.address()).build();
      GrpcRecordingIndex client =
          new GrpcRecordingIndex(channel, new Timeouts(MINUTES, MINUTES, MINUTES));
      TranscriptSource none = (_, _) -> new TranscriptSource.Reading.Unavailable("none");
      Future<Result> indexing =
          threads.submit(() -> new IndexEvent(client, none, turns).index(transcript(), Lane.MAIN));
      await().until(() -> embedder.blocked() == 1);
      network.swallow();
      embedder.letGo();
      Result.RetryLater later =
          assertInstanceOf(Result.RetryLater.class, indexing.get(20, TimeUnit.SECONDS));
      assertEquals(RetryCause.SEARCH_SERVICE, later.cause());
      channel.shutdownNow();
    } finally {
      server.shutdownNow();
    }
  }

  private static RecordingEvent transcript() {
    String event =
        """
        {"id":"evt_1","type":"transcription.completed","created_at":"2026-05-04T09:30:00Z",
         "project_id":"proj_1","data":{"recording_id":"rec_1","transcription_id":"txn_1",
         "end_user_id":"eu_1","segments":[{"start_ms":0,"end_ms":1,"text":"Hi"}]}}
        """;
    Decoded decoded = new JsonEventDecoder().decode(ByteBuffer.wrap(event.getBytes(UTF_8)));
    return assertInstanceOf(Decoded.Accepted.class, decoded).event();
  }
}
