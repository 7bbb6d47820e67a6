package dev.hark.ask.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.ContextStorageProvider;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A thread works for the trace that the one which started it was working for: parts of one piece of
 * work run on virtual threads of their own here, started by code that knows nothing of traces.
 */
public final class InheritedContext implements ContextStorageProvider, ContextStorage {
  private static final InheritableThreadLocal<@Nullable Context> CURRENT =
      new InheritableThreadLocal<>() {
        // The span alone. gRPC keeps its own context in there too, and a turn must not end because
        // the call that began it has.
        @Override
        protected @Nullable Context childValue(@Nullable Context parent) {
          return parent == null ? null : Context.root().with(Span.fromContext(parent));
        }
      };

  @Override
  public ContextStorage get() {
    return this;
  }

  @Override
  public Scope attach(Context context) {
    @Nullable Context before = CURRENT.get();
    CURRENT.set(context);
    return () -> CURRENT.set(before);
  }

  @Override
  public @Nullable Context current() {
    return CURRENT.get();
  }
}
