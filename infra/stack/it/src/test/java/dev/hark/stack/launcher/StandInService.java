package dev.hark.stack.launcher;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Stands in for a service: answers {@code /health} on the port of the service whose jar it is in.
 */
public final class StandInService {
  private StandInService() {}

  public static void main(String[] arguments) throws Exception {
    Path jar =
        Path.of(StandInService.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int port = Integer.parseInt(System.getenv().getOrDefault(variable(jar.toString()), "0"));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    server.createContext(
        "/health",
        exchange -> {
          byte[] body = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static String variable(String jar) {
    if (jar.contains("hark-gateway")) {
      return "HARK_GATEWAY_PORT";
    }
    if (jar.contains("hark-ask")) {
      return "HARK_ASK_HEALTH_PORT";
    }
    return jar.contains("hark-search") ? "HARK_SEARCH_HEALTH_PORT" : "HARK_INDEXER_PORT";
  }
}
