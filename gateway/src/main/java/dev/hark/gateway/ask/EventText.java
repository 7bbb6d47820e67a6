package dev.hark.gateway.ask;

import dev.hark.gateway.error.ErrorBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.http.Json;
import dev.hark.proto.ask.v1.AskResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Events as they stand in a stream. JSON has no line break of its own, so each is one data line.
 */
record EventText(Set<Addition> include, String requestId) {
  /** Says nothing and keeps the line open. */
  static final byte[] COMMENT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  /** Nothing for what a later release of ask-service may tell beyond this. */
  byte[] of(AskResponse event) {
    return switch (event.getEventCase()) {
      case STARTED ->
          text(
              "started",
              new Started(event.getStarted().getSessionId(), event.getStarted().getMessageId()));
      case DELTA -> text("delta", new Delta(event.getDelta().getText()));
      case CITATION ->
          text(
              "citation",
              new Citation(event.getCitation().getRecordingId(), event.getCitation().getStartMs()));
      case COMPLETED -> text("completed", AskResult.of(event.getCompleted(), include));
      case FAILED, EVENT_NOT_SET -> new byte[0];
    };
  }

  byte[] of(Failure failure) {
    return text("error", ErrorBody.of(failure, requestId).error());
  }

  private static byte[] text(String event, Object data) {
    byte[] json = Json.bytes(data);
    byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[head.length + json.length + 2];
    System.arraycopy(head, 0, text, 0, head.length);
    System.arraycopy(json, 0, text, head.length, json.length);
    text[text.length - 2] = '\n';
    text[text.length - 1] = '\n';
    return text;
  }

  private record Started(String sessionId, String messageId) {}

  private record Delta(String text) {}

  private record Citation(String recordingId, long startMs) {}
}
