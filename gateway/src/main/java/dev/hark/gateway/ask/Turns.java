package dev.hark.gateway.ask;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.RequestId;
import dev.hark.gateway.id.SessionId;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.AskServiceConfiguration;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.TurnReader;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;

/**
 * Has a question answered, as a stream of events for those who ask for one and as one answer for
 * all others. Until its first event a turn that fails is an error answer either way.
 */
@Singleton
final class Turns {
  private final AskServiceClient askService;
  private final AskServiceConfiguration waits;
  private final AskConfiguration configuration;
  private final OpenStreams streams;

  Turns(
      AskServiceClient askService,
      AskServiceConfiguration waits,
      AskConfiguration configuration,
      OpenStreams streams) {
    this.askService = askService;
    this.waits = waits;
    this.configuration = configuration;
    this.streams = streams;
  }

  /** The session that a path names; what cannot be an id is not found, like an unknown one. */
  static SessionId session(String id) {
    return SessionId.parse(id).orElseThrow(() -> new FailureException(Failure.notFound()));
  }

  /**
   * Blocks until the turn has begun, or has ended if it is not streamed.
   *
   * @param turn that says in which session
   */
  HttpResponse<?> answer(
      HttpRequest<?> request, Call call, AskRequest.Builder turn, MessageBody question) {
    turn.setMessage(question.message()).addAllInclude(question.include());
    TurnReader reader = askService.turn(call, turn);
    try {
      AskResponse first = reader.first(waits.start());
      if (!AcceptedTypes.of(request).namesEventStream()) {
        return whole(reader, first, question);
      }
      EventStream stream =
          new EventStream(
              reader,
              first,
              new EventText(question.include(), RequestId.of(request)),
              configuration.heartbeat(),
              streams);
      return HttpResponse.ok(stream)
          .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
          // Some proxies keep a stream back until it ends unless they are told not to.
          .header("X-Accel-Buffering", "no");
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private HttpResponse<byte[]> whole(TurnReader reader, AskResponse first, MessageBody question) {
    try (reader) {
      AskResponse event = first;
      while (!event.hasCompleted()) {
        // The call has a deadline of its own, so this ends.
        event = reader.next(waits.turn()).orElse(event);
      }
      return Json.ok(AskResult.of(event.getCompleted(), question.include()));
    }
  }
}
