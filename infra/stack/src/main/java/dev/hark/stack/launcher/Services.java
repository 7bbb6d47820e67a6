package dev.hark.stack.launcher;

import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.Ports.Listener;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which services there are and what each is told. */
final class Services {
  static final String GATEWAY_MODULE = "gateway";
  static final String GATEWAY_ARTIFACT = "hark-gateway";

  private Services() {}

  /** One entry per service; heaps are what each holds under its tests, with room to spare. */
  static List<Service> all(Home home, Ports ports) {
    return List.of(
        service(
            "search-service",
            home.jar("search-service/server", "hark-search-service"),
            "512m",
            Listener.SEARCH_HEALTH,
            ports),
        service(
            "indexer-worker",
            home.jar("indexer-worker", "hark-indexer-worker"),
            "512m",
            Listener.INDEXER,
            ports),
        service(
            "ask-service",
            home.jar("ask-service", "hark-ask-service"),
            "512m",
            Listener.ASK_HEALTH,
            ports),
        service(
            "gateway",
            home.jar(GATEWAY_MODULE, GATEWAY_ARTIFACT),
            "256m",
            Listener.GATEWAY,
            ports));
  }

  private static Service service(String name, Path jar, String heap, Listener health, Ports ports) {
    URI url = URI.create(ports.http(health) + "/health");
    return new Service(name, jar, heap, url, environment(ports));
  }

  /** The addresses of everything; each service takes what concerns it. */
  static Map<String, String> environment(Ports ports) {
    Map<String, String> environment = new HashMap<>();
    for (Listener listener : Listener.values()) {
      environment.put(listener.variable(), Integer.toString(ports.of(listener)));
    }
    environment.put("HARK_KAFKA_BOOTSTRAP", ports.address(Listener.KAFKA));
    // One that died gets its partitions back at once, not after its session has timed out.
    environment.put("HARK_KAFKA_INSTANCE_ID", "infra-up");
    environment.put("HARK_SEARCH_ADDRESS", ports.address(Listener.SEARCH));
    environment.put("HARK_ASK_ADDRESS", ports.address(Listener.ASK));
    environment.put("HARK_OPENSEARCH_URL", ports.http(Listener.OPENSEARCH));
    environment.put(
        "HARK_POSTGRES_URL", "jdbc:postgresql://" + ports.address(Listener.POSTGRES) + "/hark");
    environment.put("HARK_POSTGRES_USER", "postgres");
    environment.put("HARK_POSTGRES_PASSWORD", "");
    return environment;
  }
}
