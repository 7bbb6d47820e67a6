package dev.hark.gateway.http;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * One request from its arrival to the end of its answer: what is measured on the way. Follows the
 * request over threads; safe for many of them.
 */
public final class Exchange implements PropagatedContextElement {
  private static final String ATTRIBUTE = "hark.exchange";

  private final long begun = System.nanoTime();
  private final List<Hop> hops = new CopyOnWriteArrayList<>();
  private volatile int status;

  /** A call to something else that this request waits for. */
  public static final class Hop {
    private final String name;
    private final long begun = System.nanoTime();
    private volatile long ended = Long.MIN_VALUE;

    private Hop(String name) {
      this.name = name;
    }

    public void end() {
      ended = System.nanoTime();
    }

    String name() {
      return name;
    }

    /** Until now, if it goes on. */
    Duration time() {
      return Duration.ofNanos((ended == Long.MIN_VALUE ? System.nanoTime() : ended) - begun);
    }
  }

  static Exchange begin(HttpRequest<?> request) {
    Exchange exchange = new Exchange();
    request.setAttribute(ATTRIBUTE, exchange);
    return exchange;
  }

  static Optional<Exchange> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Exchange.class);
  }

  /** The one that the calling thread works for; none in work that no request has asked for. */
  public static Optional<Exchange> current() {
    return PropagatedContext.getOrEmpty().find(Exchange.class);
  }

  /** What the work gives; its time is a hop of the current request. */
  public static <T> T timed(String name, Supplier<T> work) {
    Optional<Hop> hop = current().map(exchange -> exchange.hop(name));
    try {
      return work.get();
    } finally {
      hop.ifPresent(Hop::end);
    }
  }

  /** Begins a hop. To be ended once. */
  public Hop hop(String name) {
    Hop hop = new Hop(name);
    hops.add(hop);
    return hop;
  }

  List<Hop> hops() {
    return List.copyOf(hops);
  }

  void answered(int code) {
    status = code;
  }

  /** Empty while there is no answer. */
  OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
