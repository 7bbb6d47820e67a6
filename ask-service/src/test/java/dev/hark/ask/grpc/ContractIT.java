package dev.hark.ask.grpc;

import dev.hark.contract.AskServiceContract;
import dev.hark.contract.TurnContract;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.search.v1.Caller;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What others rely on, and are tested with a fake for. */
class ContractIT implements AskServiceContract, TurnContract {
  private static AskOverPostgres hark;

  @BeforeAll
  static void start() throws IOException {
    hark = new AskOverPostgres();
    hark.model.says("It is", " agreed [S1].");
  }

  @AfterAll
  static void stop() {
    hark.close();
  }

  @Override
  public AskServiceBlockingStub stub() {
    return hark.stub();
  }

  @Override
  public void has(Caller caller, String recording, String endUser) {
    hark.search.has(caller, recording, endUser, 3);
  }
}
