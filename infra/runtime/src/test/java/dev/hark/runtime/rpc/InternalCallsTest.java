package dev.hark.runtime.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.ChannelzGrpc.ChannelzImplBase;
import io.grpc.channelz.v1.GetTopChannelsRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InternalCallsTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final String name = InProcessServerBuilder.generateName();
  private final InternalConfiguration inside = configuration(TOKEN, "");
  private final Server server =
      InProcessServerBuilder.forName(name)
          .directExecutor()
          .intercept(new InternalCalls(inside))
          .addService(new HealthStatusManager().getHealthService())
          .addService(new ChannelzImplBase() {})
          .build();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).directExecutor().build();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void callsPassWithTheTokenAlone() {
    // A service like any other, which does nothing in this test.
    assertEquals(Status.Code.UNIMPLEMENTED, call(with(TOKEN)));
    assertEquals(
        Status.Code.UNIMPLEMENTED,
        call(ClientInterceptors.intercept(channel, inside.tokenOnCalls())));
    assertEquals(Status.Code.UNAUTHENTICATED, call(channel));
    assertEquals(Status.Code.UNAUTHENTICATED, call(with("")));
    assertEquals(Status.Code.UNAUTHENTICATED, call(with(TOKEN.substring(1))));
    assertEquals(Status.Code.UNAUTHENTICATED, call(with(TOKEN.replace('0', '1'))));
  }

  @Test
  void healthIsToldWithoutATokenButNotWithAWrongOne() {
    assertEquals(Status.Code.OK, health(channel));
    assertEquals(Status.Code.OK, health(with(TOKEN)));
    assertEquals(Status.Code.UNAUTHENTICATED, health(with("another")));
  }

  @Test
  void whatIsMissingIsSaidAndTheTokenIsNot() {
    for (String token : new String[] {"", "short-secret", "with space 0123456789abcdef01234567"}) {
      String message =
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> configuration(token, ""))
                  .getMessage());
      assertTrue(message.startsWith("HARK_INTERNAL_TOKEN must be set"), message);
      assertFalse(!token.isEmpty() && message.contains(token), message);
    }
    assertFalse(inside.toString().contains(TOKEN));
    assertThrows(IllegalArgumentException.class, () -> configuration(TOKEN, "only.pem"));
  }

  private Channel with(String token) {
    Metadata headers = new Metadata();
    headers.put(InternalConfiguration.HEADER, token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static Status.Code call(Channel channel) {
    return code(
        () ->
            ChannelzGrpc.newBlockingStub(channel)
                .getTopChannels(GetTopChannelsRequest.getDefaultInstance()));
  }

  private static Status.Code health(Channel channel) {
    return code(
        () -> HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance()));
  }

  private static Status.Code code(Runnable call) {
    try {
      call.run();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static InternalConfiguration configuration(String token, String certificate) {
    Duration any = Duration.ofSeconds(15);
    return new InternalConfiguration(token, certificate, "", "", any, any);
  }
}
