package dev.hark.stack.opensearch;

import dev.hark.stack.Distribution;
import dev.hark.stack.process.JavaCommand;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An OpenSearch node on the loopback interface that never creates an index by use. */
public final class OpenSearchServer implements Program {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  private final Distribution distribution;
  private final Path data;
  private final int port;

  public OpenSearchServer(Distribution distribution, Path data, int port) {
    this.distribution = distribution;
    this.data = data;
    this.port = port;
  }

  @Override
  public String name() {
    return "opensearch";
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public Command prepare() throws IOException {
    Path configuration = data.resolve("config");
    Path scratch = data.resolve("tmp");
    Files.createDirectories(configuration);
    Files.createDirectories(scratch);
    Files.writeString(configuration.resolve("opensearch.yml"), settings());
    Files.writeString(configuration.resolve("log4j2.properties"), LOGGING);
    return new Command(
        JavaCommand.withHeap("512m", "1g")
            .add("--add-modules", "jdk.incubator.vector")
            .add("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
            .add("-Djava.io.tmpdir=" + scratch, "-Djna.tmpdir=" + scratch)
            .add("-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1")
            .add("-Dlog4j2.disable.jmx=true", "-Dlog4j.shutdownHookEnabled=false")
            .ownMain(OpenSearchMain.class.getName(), distribution.openSearch().resolve("lib"))
            .add(distribution.openSearch().toString(), configuration.toString())
            .line());
  }

  private String settings() {
    return """
    cluster.name: hark
    node.name: hark
    discovery.type: single-node
    path.data: "%1$s"
    path.logs: "%2$s"
    network.host: 127.0.0.1
    http.port: %3$d
    transport.port: 0
    # An index that is not there must be an error, not a guessed mapping.
    action.auto_create_index: false
    # A nearly full disk of a developer must not make indices read-only.
    cluster.routing.allocation.disk.threshold_enabled: false
    # Counts what requests hold, not what the collector has yet to free: else a small heap
    # refuses work that it has room for.
    indices.breaker.total.use_real_memory: false
    cluster.max_shards_per_node: 5000
    """
        .formatted(quoted(data.resolve("data")), quoted(data.resolve("logs")), port);
  }

  private static String quoted(Path path) {
    return path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static final String LOGGING =
      """
      status = error
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      logger.deprecation.name = org.opensearch.deprecation
      logger.deprecation.level = error
      """;

  @Override
  public Readiness probe() {
    URI health = url().resolve("/_cluster/health?wait_for_status=yellow&timeout=2s");
    try {
      var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
      var response = HTTP.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? new Readiness.Ready()
          : new Readiness.NotReady("/_cluster/health answers " + response.statusCode());
    } catch (IOException e) {
      return new Readiness.NotReady("no answer on " + url());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Readiness.failed(e);
    }
  }

  @Override
  public Duration grace() {
    return Duration.ofSeconds(20);
  }
}
