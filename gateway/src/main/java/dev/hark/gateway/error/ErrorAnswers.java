package dev.hark.gateway.error;

import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.Refusal;
import dev.hark.gateway.http.RequestId;
import dev.hark.runtime.fault.Faults;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes every error answer, those of the framework too: nothing else in the gateway makes a body
 * for a failure, but the errors of JSON-RPC.
 */
@Primary
@Singleton
final class ErrorAnswers
    implements ErrorResponseProcessor<Object>,
        ExceptionHandler<FailureException, HttpResponse<byte[]>> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Faults faults;

  ErrorAnswers(Faults faults) {
    this.faults = faults;
  }

  @Override
  @SuppressWarnings("rawtypes") // the framework's interface is
  public HttpResponse<byte[]> handle(HttpRequest request, FailureException exception) {
    return answer(request, exception.failure(), HttpResponse.ok());
  }

  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    @Nullable Throwable cause = context.getRootCause().orElse(null);
    Failure failure =
        Refusal.of(request)
            .map(refusal -> Failure.invalid(null, refusal.message()))
            .orElseGet(() -> FailureTable.of(cause, response.code()));
    if (failure.code() == ErrorCode.INTERNAL && !(cause instanceof FailureException)) {
      faults.found("request_id=" + RequestId.of(request), cause);
    }
    MutableHttpResponse<byte[]> answer = answer(request, failure, response);
    return answer.body((Object) answer.body());
  }

  private static MutableHttpResponse<byte[]> answer(
      HttpRequest<?> request, Failure failure, MutableHttpResponse<?> response) {
    response.status(HttpStatus.valueOf(failure.code().status()));
    extraHeader(failure).ifPresent(extra -> response.header(extra.name(), extra.value()));
    return Json.fill(response, ErrorBody.of(failure, RequestId.of(request)));
  }

  private record Header(String name, String value) {}

  private static Optional<Header> extraHeader(Failure failure) {
    return switch (failure.code()) {
      case UNAUTHORIZED -> Optional.of(new Header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
      case RATE_LIMIT_EXCEEDED, UNAVAILABLE ->
          Optional.of(retryAfter(failure.retryAfter().orElse(RETRY_AFTER)));
      case PROVIDER_ERROR -> failure.retryAfter().map(ErrorAnswers::retryAfter);
      case INVALID_REQUEST,
          REFUSED,
          FORBIDDEN,
          NOT_FOUND,
          TRANSCRIPTION_NOT_READY,
          TRANSCRIPT_TOO_LARGE,
          ALREADY_EXISTS,
          REQUEST_TOO_LARGE,
          IDEMPOTENCY_IN_PROGRESS,
          IDEMPOTENCY_KEY_REUSED,
          INTERNAL ->
          Optional.empty();
    };
  }

  /** Whole seconds, rounded up: a client that waits so long does not come too early. */
  private static Header retryAfter(Duration time) {
    long seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
    return new Header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
  }
}
