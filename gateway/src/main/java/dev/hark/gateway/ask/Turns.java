package dev.hark.gateway.ask;

import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.RequestId;
import dev.hark.gateway.idempotency.Attempt;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.AskServiceConfiguration;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.TurnReader;
import dev.hark.gateway.webhook.TurnEvents;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.runtime.fault.Faults;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Has a question answered, as a stream of events for those who ask for one and as one answer for
 * all others. Until its first event a turn that fails is an error answer either way.
 */
@Singleton
final class Turns {
  /** What ids of messages begin with. */
  private static final String MESSAGE = "msg_";

  private final AskServiceClient askService;
  private final QuestionZones zones;
  private final AskServiceConfiguration waits;
  private final AskConfiguration configuration;
  private final OpenStreams streams;
  private final Faults faults;
  private final TurnEvents events;

  Turns(
      AskServiceClient askService,
      QuestionZones zones,
      AskServiceConfiguration waits,
      AskConfiguration configuration,
      OpenStreams streams,
      Faults faults,
      TurnEvents events) {
    this.askService = askService;
    this.zones = zones;
    this.waits = waits;
    this.configuration = configuration;
    this.streams = streams;
    this.faults = faults;
    this.events = events;
  }

  /**
   * Blocks until the turn has begun, or has ended if it is not streamed.
   *
   * @param turn that says in which session
   * @param attempt is told what came of it, when the turn has ended
   */
  HttpResponse<?> answer(
      HttpRequest<?> request,
      Call call,
      AskRequest.Builder turn,
      MessageBody question,
      Attempt attempt) {
    turn.setMessage(question.message()).addAllInclude(question.asked());
    attempt.madeId().ifPresent(id -> turn.setMessageId(MESSAGE + id));
    zones.complete(call, turn);
    TurnReader reader = askService.turn(call, turn, events.of(call.caller()));
    boolean taken = false;
    try {
      AskResponse first = reader.first(waits.start());
      zones.saw(
          call.caller(), first.getStarted().getSessionId(), first.getStarted().getEndUserId());
      if (!AcceptedTypes.of(request).namesEventStream()) {
        taken = true;
        return whole(reader, first, question, attempt);
      }
      EventStream stream =
          new EventStream(
              reader,
              first,
              new EventText(question.include(), RequestId.of(request)),
              configuration.heartbeat(),
              streams,
              attempt,
              faults);
      taken = true;
      return asStream(HttpResponse.ok(stream));
    } finally {
      if (!taken) {
        reader.close();
      }
    }
  }

  static <T> MutableHttpResponse<T> asStream(MutableHttpResponse<T> answer) {
    return answer
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        // Some proxies keep a stream back until it ends unless they are told not to.
        .header("X-Accel-Buffering", "no");
  }

  static Optional<EndUserId> endUser(Completed completed) {
    return Ids.parse(EndUserId::new, completed.getEndUserId());
  }

  private HttpResponse<byte[]> whole(
      TurnReader reader, AskResponse first, MessageBody question, Attempt attempt) {
    try (reader) {
      Completed completed = reader.last(first, waits.turn());
      attempt.told(endUser(completed));
      return Json.ok(AskResult.of(completed, question.include()));
    }
  }
}
