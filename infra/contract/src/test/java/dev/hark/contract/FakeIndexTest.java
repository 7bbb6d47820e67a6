package dev.hark.contract;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** The fakes of search-service do what it does. */
class FakeIndexTest
    implements SearchStubs,
        IndexServiceContract,
        DeletionContract,
        SearchServiceContract,
        TranscriptContract,
        RecordingsContract,
        SpeakersContract,
        FiltersContract,
        OverviewContract {
  private final FakeIndexService index = new FakeIndexService();
  private final String name = InProcessServerBuilder.generateName();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
  private final Server server;

  FakeIndexTest() throws IOException {
    server =
        InProcessServerBuilder.forName(name)
            .addService(index)
            .addService(new FakeSearchService(index))
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public SearchStubs stubs() {
    return this;
  }
}
