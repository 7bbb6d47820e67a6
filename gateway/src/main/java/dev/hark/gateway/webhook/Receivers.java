package dev.hark.gateway.webhook;

import dev.hark.runtime.outbound.OutboundHttp;
import dev.hark.runtime.outbound.RefusedAddressException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Sends deliveries, each on a connection of its own to the very address that was found permitted.
 * Nothing of an answer but its status is read. Safe for many threads.
 */
@Singleton
final class Receivers {
  private final OutboundHttp http;
  private final Duration timeout;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Receivers(OutboundHttp http, WebhookConfiguration configuration) {
    this.http = http;
    this.timeout = configuration.timeout();
  }

  /** What came of an attempt. */
  sealed interface Answer {
    /** A receiver that has taken it. */
    record Heard(int code) implements Answer {}

    /**
     * One that has not.
     *
     * @param code empty when there was no answer
     * @param error what was wrong, in a word
     */
    record NotHeard(OptionalInt code, String error) implements Answer {}
  }

  /** However its bytes come, it ends in time. */
  Answer send(URI url, Map<String, String> headers, String body) {
    HttpPost request = new HttpPost("/");
    headers.forEach(request::setHeader);
    request.setHeader("User-Agent", "Hark-Webhooks");
    request.setEntity(
        new ByteArrayEntity(
            body.getBytes(StandardCharsets.UTF_8), ContentType.create("application/json")));
    Future<Integer> asked = threads.submit(() -> http.ask(url, request, HttpResponse::getCode));
    try {
      return answer(asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      request.abort();
      return notHeard("timeout");
    } catch (ExecutionException e) {
      return notHeard(error(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notHeard("interrupted");
    } finally {
      asked.cancel(true);
    }
  }

  private static Answer answer(int code) {
    return switch (code / 100) {
      case 2 -> new Answer.Heard(code);
      case 3 -> new Answer.NotHeard(OptionalInt.of(code), "redirect");
      default -> new Answer.NotHeard(OptionalInt.of(code), "status");
    };
  }

  private static Answer notHeard(String error) {
    return new Answer.NotHeard(OptionalInt.empty(), error);
  }

  /** Messages of exceptions hold addresses; a word says enough. */
  private static String error(@Nullable Throwable cause) {
    return switch (cause) {
      case RefusedAddressException e -> "address_not_allowed";
      case UnknownHostException e -> "unknown_host";
      case SocketTimeoutException e -> "timeout";
      case SSLException e -> "tls";
      case IOException e -> "connection";
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException(cause);
    };
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
