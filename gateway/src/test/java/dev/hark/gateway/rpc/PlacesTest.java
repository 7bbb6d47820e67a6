package dev.hark.gateway.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The places that long transcripts share come back however a look-up ends. */
class PlacesTest {
  private final Failing channel = new Failing();
  private final SearchServiceClient client =
      new SearchServiceClient(
          channel, new SearchServiceConfiguration("unused:1", Duration.ofMillis(200), 1));

  private static Call call() {
    Caller caller =
        new Caller(
            new ProjectId("proj_1"), Mode.LIVE, Optional.empty(), Set.of(), "key_1", "req_1");
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
      // Nothing has come of the one that is read: search-service hangs.
      assertEquals(503, none.failure().code().status());
    }
  }

  /** Makes calls that never answer but that a transcript is no short one, or fails to. */
  private static final class Failing extends ManagedChannel {
    private @Nullable Throwable failure;
    private boolean cannotCancel;

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      return switch (failure) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        case null, default -> new Silent<>();
      };
    }

    private final class Silent<Q, R> extends ClientCall<Q, R> {
      private @Nullable Listener<R> listener;

      @Override
      public void start(Listener<R> listener, Metadata headers) {
        this.listener = listener;
      }

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
      public void sendMessage(Q message) {
        if (((GetTranscriptRequest) message).getMostChunks() > 0) {
          Objects.requireNonNull(listener).onClose(Status.FAILED_PRECONDITION, new Metadata());
        }
      }
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
