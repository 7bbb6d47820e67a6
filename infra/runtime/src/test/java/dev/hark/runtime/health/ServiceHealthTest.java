package dev.hark.runtime.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.runtime.rpc.InternalCalls;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceHealthTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final String name = InProcessServerBuilder.generateName();
  private final HealthStatusManager health = new HealthStatusManager();
  private final Server server =
      InProcessServerBuilder.forName(name)
          .intercept(new InternalCalls(InternalConfiguration.plainText(TOKEN)))
          .addService(health.getHealthService())
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
    threads.close();
  }

  @Test
  void aServiceIsAsReadyAsItSays() {
    assertEquals(Optional.empty(), advice(name, TOKEN));
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
    assertEquals(
        Optional.of("ask-service runs but is not ready: its own /health says why"),
        advice(name, TOKEN));
  }

  @Test
  void whatToDoIsSaidWhenItRefusesOrIsNotThere() {
    assertEquals(
        Optional.of("ask-service has another HARK_INTERNAL_TOKEN: give all services the same"),
        advice(name, TOKEN.replace('0', '1')));
    assertEquals(
        Optional.of("ask-service cannot be reached: check that it runs and HARK_ASK_ADDRESS"),
        advice("nobody", TOKEN));
  }

  @Test
  void aServiceThatDoesNotTellItsHealthHasAnsweredAllTheSame() throws IOException {
    Server silent = InProcessServerBuilder.forName(name + "-silent").build().start();
    assertEquals(Optional.empty(), advice(name + "-silent", TOKEN));
    silent.shutdownNow();
  }

  private Optional<String> advice(String server, String token) {
    ManagedChannel channel =
        InProcessChannelBuilder.forName(server)
            .intercept(InternalConfiguration.plainText(token).tokenOnCalls())
            .build();
    try {
      return new ServiceHealth("ask-service", "HARK_ASK_ADDRESS", channel, threads).advice();
    } finally {
      channel.shutdownNow();
    }
  }
}
