package dev.hark.gateway.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.id.TranscriptionId;
import dev.hark.gateway.key.Caller;
import dev.hark.gateway.key.Mode;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The places that transcripts share come back however a look-up ends. */
class PlacesTest {
  private final Failing channel = new Failing();
  private final SearchServiceClient client =
      new SearchServiceClient(
          channel, new SearchServiceConfiguration("unused:1", Duration.ofMillis(200), 1));

  private static Call call() {
    Caller caller =
        new Caller(
            new ProjectId("proj_1"),
            Mode.LIVE,
            Optional.empty(),
            Set.of(),
            new KeyId("key_1"),
            "req_1");
    return new Call(caller, Duration.ofMillis(200));
  }

  private TranscriptReader read() {
    return client.transcript(call(), new TranscriptionId("txn_1"));
  }

  @Test
  void whenTheCallCannotBeMade() {
    channel.failure = new IllegalStateException("scripted");
    assertThrows(IllegalStateException.class, this::read);
    channel.failure = new OutOfMemoryError("scripted");
    assertThrows(OutOfMemoryError.class, this::read);
    assertOnePlace();
  }

  @Test
  void whenTheCallCannotBeCancelled() {
    TranscriptReader reader = read();
    channel.cannotCancel = true;
    assertThrows(IllegalStateException.class, reader::close);
    channel.cannotCancel = false;
    assertOnePlace();
  }

  @Test
  void onceAndNotTwice() {
    TranscriptReader reader = read();
    reader.close();
    reader.close();
    assertOnePlace();
  }

  private void assertOnePlace() {
    channel.failure = null;
    try (TranscriptReader one = read()) {
      assertNotNull(one);
      FailureException none = assertThrows(FailureException.class, this::read);
      assertEquals(503, none.failure().code().status());
    }
  }

  /** Makes calls that never answer, or fails to. */
  private static final class Failing extends ManagedChannel {
    private @Nullable Throwable failure;
    private boolean cannotCancel;

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      switch (failure) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        case null, default -> {
          return new Silent<>();
        }
      }
    }

    private final class Silent<Q, R> extends ClientCall<Q, R> {
      @Override
      public void start(Listener<R> listener, Metadata headers) {}

      @Override
      public void request(int messages) {}

      @Override
      public void cancel(@Nullable String message, @Nullable Throwable cause) {
        if (cannotCancel) {
          throw new IllegalStateException("scripted");
        }
      }

      @Override
      public void halfClose() {}

      @Override
      public void sendMessage(Q message) {}
    }

    @Override
    public String authority() {
      return "unused";
    }

    @Override
    public ManagedChannel shutdown() {
      return this;
    }

    @Override
    public ManagedChannel shutdownNow() {
      return this;
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return true;
    }
  }
}
