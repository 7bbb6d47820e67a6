package dev.hark.stack.launcher;

import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.KeptSecret;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.Ports.Listener;
import dev.hark.stack.postgres.Databases;
import dev.hark.stack.postgres.Passwords;
import dev.hark.stack.postgres.Role;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which services there are and what each is told. */
final class Services {
  static final String GATEWAY_MODULE = "gateway";
  static final String GATEWAY_ARTIFACT = "hark-gateway";

  private Services() {}

  /** One entry per service; heaps are what each holds under its tests, with room to spare. */
  static List<Service> all(Home home, Ports ports, String internalToken, String webhookKey) {
    Map<String, String> environment = environment(ports);
    environment.put(KeptSecret.INTERNAL_TOKEN.variable(), internalToken);
    return List.of(
        new Service(
            "search-service",
            home.jar("search-service/server", "hark-search-service"),
            "512m",
            health(ports, Listener.SEARCH_HEALTH),
            () -> environment),
        new Service(
            "indexer-worker",
            home.jar("indexer-worker", "hark-indexer-worker"),
            "512m",
            health(ports, Listener.INDEXER),
            () -> environment),
        new Service(
            "ask-service",
            home.jar("ask-service", "hark-ask-service"),
            "512m",
            health(ports, Listener.ASK_HEALTH),
            () -> with(environment, database(home, ports, Role.ASK))),
        new Service(
            "gateway",
            home.jar(GATEWAY_MODULE, GATEWAY_ARTIFACT),
            "256m",
            health(ports, Listener.GATEWAY),
            () ->
                with(
                    with(environment, database(home, ports, Role.GATEWAY)),
                    Map.of(KeptSecret.WEBHOOK_KEY.variable(), webhookKey))));
  }

  private static URI health(Ports ports, Listener listener) {
    return URI.create(ports.http(listener) + "/health");
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
    return environment;
  }

  /**
   * The address of the database and who comes to it: never as arguments, which every account of the
   * machine can read. There once the database has been started.
   */
  static Map<String, String> database(Home home, Ports ports, Role role) {
    return Map.of(
        "HARK_POSTGRES_URL",
        Databases.jdbcUrl(ports.of(Listener.POSTGRES)),
        "HARK_POSTGRES_USER",
        role.user(),
        "HARK_POSTGRES_PASSWORD",
        Passwords.read(home.data()).of(role));
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }
}
