package dev.hark.contract;

import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.TranscriptHeader;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** The fake of ask-service does what it does. */
class FakeAskTest implements AskServiceContract, TurnContract {
  private final FakeIndexService index = new FakeIndexService();
  private final String name = InProcessServerBuilder.generateName();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
  private final Server server;

  FakeAskTest() throws IOException {
    server =
        InProcessServerBuilder.forName(name).addService(new FakeAskService(index)).build().start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Override
  public AskServiceBlockingStub stub() {
    return AskServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  @Override
  public void has(Caller caller, String recording, String endUser) {
    Owner owner = new Owner(caller.getProjectId(), caller.getMode(), endUser);
    String id = recording.replace("rec_", "txn_");
    TranscriptHeader.Builder header =
        new Transcript(owner, recording, id, new Event("evt_1", 1), List.of()).header();
    header.getDetailsBuilder().setTitle("Title of " + recording);
    var _ = index.replace(header.build(), List.of());
  }
}
