package dev.hark.gateway.rpc;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.EraseEndUserRequest;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.IndexServiceGrpc;
import dev.hark.proto.search.v1.Removed;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.rpc.CallerMessage;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.runtime.rpc.RpcTime;
import io.grpc.ManagedChannel;
import io.grpc.StatusException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has recordings and end users removed from the stores behind the services. Who may have it done is
 * decided before. Every call may be repeated and tells how many of what it removed; every failure
 * is a {@link FailureException} and may pass. Safe for many threads; blocks the one that calls.
 */
@Singleton
public final class ErasureClient {
  private static final Logger log = LoggerFactory.getLogger(ErasureClient.class);

  private final ManagedChannel searchService;
  private final ManagedChannel askService;

  ErasureClient(
      @Named(ServiceChannels.SEARCH_SERVICE) ManagedChannel searchService,
      @Named(ServiceChannels.ASK_SERVICE) ManagedChannel askService) {
    this.searchService = searchService;
    this.askService = askService;
  }

  /**
   * What the services are told of a deletion, the same each time.
   *
   * @param eventId of the event that tells of it
   * @param at when it was asked for
   */
  public record Order(
      ProjectId project, Mode mode, KeyId key, String requestId, String eventId, Instant at) {}

  /**
   * What was removed from the index.
   *
   * @param writersLeft whether words that were on their way may still come there: ask again
   */
  public record FromIndex(Map<String, Long> removed, boolean writersLeft) {}

  public FromIndex removeFromIndex(Order order, RecordingId recording, Duration time) {
    DeleteRecordingRequest request =
        DeleteRecordingRequest.newBuilder()
            .setCaller(caller(order))
            .setStamp(stamp(order))
            .setRecordingId(recording.value())
            .build();
    return ask(
        order,
        searchService,
        () -> {
          DeleteRecordingResponse answer = index(time).deleteRecording(request);
          return new FromIndex(counts(answer.getRemoved()), answer.getWritersLeft());
        });
  }

  public FromIndex removeFromIndex(Order order, EndUserId endUser, Duration time) {
    DeleteEndUserRequest request =
        DeleteEndUserRequest.newBuilder()
            .setCaller(caller(order))
            .setStamp(stamp(order))
            .setEndUserId(endUser.value())
            .build();
    return ask(
        order,
        searchService,
        () -> {
          DeleteEndUserResponse answer = index(time).deleteEndUser(request);
          return new FromIndex(counts(answer.getRemoved()), answer.getWritersLeft());
        });
  }

  public Map<String, Long> removeFromConversations(
      Order order, RecordingId recording, Duration time) {
    EraseRecordingRequest request =
        EraseRecordingRequest.newBuilder()
            .setCaller(caller(order))
            .setRecordingId(recording.value())
            .build();
    return ask(
        order, askService, () -> counts(conversations(time).eraseRecording(request).getErased()));
  }

  public Map<String, Long> removeFromConversations(Order order, EndUserId endUser, Duration time) {
    EraseEndUserRequest request =
        EraseEndUserRequest.newBuilder()
            .setCaller(caller(order))
            .setEndUserId(endUser.value())
            .build();
    return ask(
        order, askService, () -> counts(conversations(time).eraseEndUser(request).getErased()));
  }

  private IndexServiceGrpc.IndexServiceBlockingV2Stub index(Duration time) {
    return IndexServiceGrpc.newBlockingV2Stub(searchService)
        .withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private AskServiceGrpc.AskServiceBlockingV2Stub conversations(Duration time) {
    return AskServiceGrpc.newBlockingV2Stub(askService)
        .withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Map<String, Long> counts(Removed removed) {
    return Map.of("recordings", removed.getRecordings(), "chunks", removed.getChunks());
  }

  private static Map<String, Long> counts(Erased erased) {
    return Map.of(
        "sessions", erased.getSessions(),
        "messages", erased.getMessages(),
        "answers", erased.getAnswers());
  }

  private static Caller caller(Order order) {
    return CallerMessage.of(order.project(), order.mode())
        .setKeyId(order.key().value())
        .setRequestId(order.requestId())
        .build();
  }

  private static EventStamp stamp(Order order) {
    return EventStamp.newBuilder()
        .setEventId(order.eventId())
        .setCreatedAt(RpcTime.of(order.at()))
        .build();
  }

  private interface Question<T> {
    T ask() throws StatusException;
  }

  private static <T> T ask(Order order, ManagedChannel channel, Question<T> question) {
    try {
      return question.ask();
    } catch (StatusException e) {
      InternalConfiguration.reconnect(channel);
      log.warn(
          "request_id={} a service did not erase: {} {}",
          order.requestId(),
          e.getStatus().getCode(),
          e.getStatus().getDescription());
      throw new FailureException(Failure.unavailable());
    }
  }
}
