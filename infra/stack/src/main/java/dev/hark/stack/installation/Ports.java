package dev.hark.stack.installation;

import dev.hark.stack.Stack.StackPorts;
import java.util.EnumMap;
import java.util.Map;

/** The port of each listener. Immutable. */
public final class Ports {
  /** What listens, the environment variable that names its port, and the port without one. */
  public enum Listener {
    GATEWAY("HARK_GATEWAY_PORT", 8080),
    ASK("HARK_ASK_PORT", 9091),
    ASK_HEALTH("HARK_ASK_HEALTH_PORT", 9191),
    SEARCH("HARK_SEARCH_PORT", 9092),
    SEARCH_HEALTH("HARK_SEARCH_HEALTH_PORT", 9192),
    INDEXER("HARK_INDEXER_PORT", 9093),
    POSTGRES("HARK_POSTGRES_PORT", 15432),
    KAFKA("HARK_KAFKA_PORT", 19092),
    OPENSEARCH("HARK_OPENSEARCH_PORT", 19200);

    private final String variable;
    private final int usual;

    Listener(String variable, int usual) {
      this.variable = variable;
      this.usual = usual;
    }

    public String variable() {
      return variable;
    }
  }

  private final Map<Listener, Integer> ports;

  private Ports(Map<Listener, Integer> ports) {
    this.ports = Map.copyOf(ports);
  }

  /** Reads the variables; those that are not set or empty mean the usual port. */
  public static Ports from(Map<String, String> environment) {
    Map<Listener, Integer> ports = new EnumMap<>(Listener.class);
    for (Listener listener : Listener.values()) {
      String given = environment.getOrDefault(listener.variable, "");
      ports.put(listener, given.isBlank() ? listener.usual : port(listener, given));
    }
    return new Ports(ports);
  }

  private static int port(Listener listener, String given) {
    if (given.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(given);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw new UserException(listener.variable + " must be a port, 1 to 65535, and is " + given);
  }

  public int of(Listener listener) {
    return ports.getOrDefault(listener, listener.usual);
  }

  public String http(Listener listener) {
    return "http://127.0.0.1:" + of(listener);
  }

  public String address(Listener listener) {
    return "127.0.0.1:" + of(listener);
  }

  public StackPorts servers() {
    return new StackPorts(of(Listener.POSTGRES), of(Listener.KAFKA), of(Listener.OPENSEARCH));
  }
}
