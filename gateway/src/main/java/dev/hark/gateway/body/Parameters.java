package dev.hark.gateway.body;

import dev.hark.gateway.error.FailureException;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a query string, read one by one; those that nobody asks for are ignored. What
 * does not fit ends the request with a failure that names the parameter. One without a value counts
 * as left out.
 */
public final class Parameters {
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_CURSOR = 2_048;
  public static final int MAX_OFFSET = 10_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9._~=-]+");

  private final HttpParameters values;

  private Parameters(HttpParameters values) {
    this.values = values;
  }

  public static Parameters of(HttpRequest<?> request) {
    return new Parameters(request.getParameters());
  }

  /**
   * The one value of a parameter.
   *
   * @throws FailureException when it stands there twice, as nobody can tell which one is meant
   */
  public Optional<String> text(String name) {
    List<String> sent = values.getAll(name).stream().filter(value -> !value.isEmpty()).toList();
    if (sent.size() > 1) {
      throw Fields.wrong(name, "sent once");
    }
    if (sent.stream().anyMatch(value -> !Fields.isClean(value))) {
      throw Fields.wrong(name, "text without NUL");
    }
    return sent.stream().findFirst();
  }

  /** A time; empty when it is left out. */
  public Optional<Instant> time(String name) {
    return text(name).map(text -> Fields.time(name, text));
  }

  /** How many items a page may have. */
  public int limit() {
    int limit = number("limit", DEFAULT_LIMIT);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Fields.wrong("limit", "an integer from 1 to 100");
    }
    return limit;
  }

  /** How many items to pass over, for clients that know no cursor; a list takes one of both. */
  public int offset() {
    int offset = number("offset", 0);
    if (offset < 0 || offset > MAX_OFFSET) {
      throw Fields.wrong("offset", "an integer from 0 to 10,000");
    }
    if (text("offset").isPresent() && text("cursor").isPresent()) {
      throw Fields.wrong("offset", "left out beside 'cursor'");
    }
    return offset;
  }

  /** Negative when it is none. */
  private int number(String name, int otherwise) {
    return text(name)
        .map(text -> NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1)
        .orElse(otherwise);
  }

  /** Where a page begins; empty for the first. */
  public String cursor() {
    String cursor = text("cursor").orElse("");
    if (!cursor.isEmpty() && (cursor.length() > MAX_CURSOR || !CURSOR.matcher(cursor).matches())) {
      throw Fields.wrong("cursor", "the 'next_cursor' of a page of the same list, or left out");
    }
    return cursor;
  }
}
