package dev.hark.gateway.ask;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a client says it reads; only whether it names a stream of events matters. */
record AcceptedTypes(List<String> values) {
  private static final String EVENT_STREAM = "text/event-stream";
  private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*([0-9.]{1,5})");

  static AcceptedTypes of(HttpRequest<?> request) {
    return new AcceptedTypes(request.getHeaders().getAll(HttpHeaders.ACCEPT));
  }

  /** By its name and not by a wildcard, and not with {@code q=0}. */
  boolean namesEventStream() {
    return values.stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .anyMatch(AcceptedTypes::isEventStream);
  }

  private static boolean isEventStream(String range) {
    if (!range.split(";", 2)[0].strip().equals(EVENT_STREAM)) {
      return false;
    }
    Matcher quality = QUALITY.matcher(range);
    return !quality.find() || quality.group(1).chars().anyMatch(c -> c >= '1' && c <= '9');
  }
}
