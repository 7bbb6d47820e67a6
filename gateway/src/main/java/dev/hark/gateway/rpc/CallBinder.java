package dev.hark.gateway.rpc;

import dev.hark.gateway.http.RequestFacts;
import dev.hark.runtime.id.Caller;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives routes the caller, and what the checks before them have left of the time. */
@Singleton
final class CallBinder implements TypedRequestArgumentBinder<Call> {
  private final Duration budget;

  CallBinder(SearchServiceConfiguration configuration) {
    this.budget = configuration.budget();
  }

  @Override
  public Argument<Call> argumentType() {
    return Argument.of(Call.class);
  }

  @Override
  public BindingResult<Call> bind(ArgumentConversionContext<Call> context, HttpRequest<?> request) {
    return () ->
        request
            .getAttribute(RequestFacts.CALLER, Caller.class)
            .map(caller -> new Call(caller, budget.minus(RequestFacts.elapsed(request))));
  }
}
