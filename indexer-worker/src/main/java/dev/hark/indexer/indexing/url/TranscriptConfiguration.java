package dev.hark.indexer.indexing.url;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Which transcripts behind addresses may be read.
 *
 * @param folders what {@code file:} may name, with all that is in them
 * @param httpHosts what {@code http:} may name, {@code host} or {@code host:port}; {@code https:}
 *     may name these too when their addresses are private
 * @param connectTimeout until the connection is there
 * @param readTimeout from the request to the last byte, however they come
 */
@ConfigurationProperties("hark.transcripts")
public record TranscriptConfiguration(
    List<String> folders, List<String> httpHosts, Duration connectTimeout, Duration readTimeout) {
  public TranscriptConfiguration {
    folders = filled(folders);
    httpHosts = filled(httpHosts).stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  List<Path> folderPaths() {
    return folders.stream().map(Path::of).toList();
  }

  /** An empty environment variable is a list of one blank. */
  private static List<String> filled(List<String> values) {
    return values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
  }
}
