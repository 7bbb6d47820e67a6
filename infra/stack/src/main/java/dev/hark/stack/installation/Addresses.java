package dev.hark.stack.installation;

import dev.hark.stack.installation.Ports.Listener;
import java.util.Map;

/** Where a command finds the Hark that it is about. */
public record Addresses(Map<String, String> environment) {
  public Addresses {
    environment = Map.copyOf(environment);
  }

  /** Bootstrap servers of Kafka. */
  public String kafka() {
    return of("HARK_KAFKA_BOOTSTRAP", Listener.KAFKA);
  }

  /** {@code host:port} of search-service. */
  public String search() {
    return of("HARK_SEARCH_ADDRESS", Listener.SEARCH);
  }

  /** What the environment says, else where the running Hark listens, else where it would. */
  private String of(String variable, Listener listener) {
    String given = environment.getOrDefault(variable, "");
    if (!given.isBlank()) {
      return given;
    }
    return RunState.ofRunning(Home.find(environment))
        .map(state -> Ports.from(state.ports()))
        .orElseGet(() -> Ports.from(environment))
        .address(listener);
  }
}
