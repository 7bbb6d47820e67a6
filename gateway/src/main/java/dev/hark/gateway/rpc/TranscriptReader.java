package dev.hark.gateway.rpc;

import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.runtime.fair.FairSlots;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A transcript as it comes in, part by part; the next part is asked for when the one before was
 * taken. Each part has a time of its own to come, so that a long transcript is not cut and a
 * service that hangs is noticed. For one thread.
 */
public final class TranscriptReader implements AutoCloseable {
  private final Call call;
  private final Duration start;
  private final Duration pause;
  private final BlockingClientCall<?, GetTranscriptResponse> parts;
  private final BiFunction<Status, Call, FailureException> failures;
  private final FairSlots.Slot place;
  private @Nullable GetTranscriptResponse first;
  private boolean closed;

  /**
   * Reads what this call brings.
   *
   * @param start for the first part
   * @param pause for each further one
   * @param place given back when this is closed
   */
  TranscriptReader(
      Call call,
      Duration start,
      Duration pause,
      BlockingClientCall<?, GetTranscriptResponse> parts,
      BiFunction<Status, Call, FailureException> failures,
      FairSlots.Slot place) {
    this.call = call;
    this.start = start;
    this.pause = pause;
    this.parts = parts;
    this.failures = failures;
    this.place = place;
  }

  /**
   * Before anything else: whether there is more of it than was asked for, so that it is not read.
   */
  boolean isTooLong() {
    try {
      first = parts.read(start.toNanos(), TimeUnit.NANOSECONDS);
      place.answered();
      return false;
    } catch (StatusException e) {
      if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
        place.answered();
        return true;
      }
      throw failures.apply(e.getStatus(), call);
    } catch (TimeoutException e) {
      throw failures.apply(Status.DEADLINE_EXCEEDED, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.apply(Status.CANCELLED, call);
    }
  }

  /** First, and once. */
  public Transcription transcription() {
    if (first == null) {
      first = next(start.toNanos());
    }
    if (first == null || !first.hasTranscription()) {
      throw failures.apply(Status.DATA_LOSS.withDescription("no transcription came first"), call);
    }
    return first.getTranscription();
  }

  /** Then the segments in order, some at a time; an empty list ends them. */
  public List<Segment> segments() {
    @Nullable GetTranscriptResponse part;
    do {
      part = next(pause.toNanos());
    } while (part != null && part.getSegments().getSegmentsCount() == 0);
    return part == null ? List.of() : part.getSegments().getSegmentsList();
  }

  private @Nullable GetTranscriptResponse next(long nanoseconds) {
    try {
      @Nullable GetTranscriptResponse part = parts.read(nanoseconds, TimeUnit.NANOSECONDS);
      place.answered();
      return part;
    } catch (StatusException e) {
      throw failures.apply(e.getStatus(), call);
    } catch (TimeoutException e) {
      throw failures.apply(Status.DEADLINE_EXCEEDED, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.apply(Status.CANCELLED, call);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      parts.cancel("no longer needed", null);
    } finally {
      place.close();
    }
  }
}
