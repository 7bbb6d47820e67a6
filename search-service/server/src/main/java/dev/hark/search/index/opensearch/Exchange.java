package dev.hark.search.index.opensearch;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What carries one call, so that it can be aborted when nobody waits for its answer any more: to
 * cancel the future that the client of OpenSearch hands out changes nothing below it. For one call.
 */
final class Exchange {
  private static final ScopedValue<Exchange> SENDING = ScopedValue.newInstance();

  private volatile @Nullable Runnable end;

  /** Sends a call. */
  interface Call<T> {
    CompletableFuture<T> send() throws IOException;
  }

  <T> CompletableFuture<T> begin(Call<T> call) throws IOException {
    return ScopedValue.where(SENDING, this).call(call::send);
  }

  /**
   * To be told in the thread that sends, before a connection is asked for.
   *
   * @param end aborts what is sent, whatever has become of it
   */
  static void begun(Runnable end) {
    if (SENDING.isBound()) {
      SENDING.get().end = end;
    }
  }

  /**
   * Closes the connection, or gives up the place in the queue for one. Not after an answer: it
   * comes a moment before its connection is given back.
   */
  void abort() {
    Runnable there = end;
    if (there != null) {
      there.run();
    }
  }
}
