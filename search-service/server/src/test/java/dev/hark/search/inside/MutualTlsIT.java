package dev.hark.search.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where certificates are configured, the connection needs one and the call the token. */
class MutualTlsIT {
  private static final String NO_INDEX = "the index is not available, try again";

  @Test
  void onlyThoseWithACertificateOfTheAuthorityAndTheTokenAreAnswered(@TempDir Path folder)
      throws Exception {
    Certificate own = Certificate.make(folder, "own");
    Certificate other = Certificate.make(folder, "other");
    Map<String, Object> settings =
        Map.of(
            "hark.internal.certificate",
            own.file().toString(),
            "hark.internal.key",
            own.key().toString(),
            "hark.internal.authority",
            own.file().toString(),
            // Nobody there: what passes is answered that the index is not.
            "hark.index.url",
            "http://127.0.0.1:1",
            "grpc.server.port",
            0,
            "micronaut.server.port",
            0);
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      GrpcEmbeddedServer server = context.getBean(GrpcEmbeddedServer.class);
      server.start();
      String address = "127.0.0.1:" + server.getServer().getPort();
      String token = System.getenv("HARK_INTERNAL_TOKEN");
      assertEquals("answered", call(address, own.to(own), token));
      assertEquals("UNAUTHENTICATED", call(address, own.to(own), token + "1"));
      assertEquals("UNAVAILABLE", call(address, other.to(own), token));
      assertEquals("UNAVAILABLE", call(address, own.asStranger(), token));
      assertEquals("UNAVAILABLE", call(address, InsecureChannelCredentials.create(), token));
    }
  }

  private static String call(String address, ChannelCredentials credentials, String token) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, credentials)
            .intercept(InternalConfiguration.plainText(token).tokenOnCalls())
            .build();
    try {
      SearchServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(10, TimeUnit.SECONDS)
          .getRecording(GetRecordingRequest.getDefaultInstance());
      return "OK";
    } catch (StatusRuntimeException e) {
      boolean answered = NO_INDEX.equals(e.getStatus().getDescription());
      return answered ? "answered" : e.getStatus().getCode().name();
    } finally {
      channel.shutdownNow();
    }
  }
}
