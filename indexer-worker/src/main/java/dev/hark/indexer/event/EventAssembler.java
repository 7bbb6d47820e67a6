package dev.hark.indexer.event;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingCreated;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDetails;
import dev.hark.indexer.event.RecordingEvent.RecordingUpdated;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.RecordingEvent.TranscriptionFailed;
import dev.hark.indexer.event.RecordingEvent.TranscriptionStarted;
import dev.hark.indexer.event.Segment.Words;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.text.StorableText;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an event of the fields that a decoder found: the contract's table, row by row. */
public final class EventAssembler {
  private final Fields envelope;
  private final Fields data;
  private final Fields error;

  /**
   * Takes the fields that were found.
   *
   * @param error the fields of {@code data.error}
   */
  public EventAssembler(Fields envelope, Fields data, Fields error) {
    this.envelope = envelope;
    this.data = data;
    this.error = error;
  }

  /**
   * Checks everything that the contract says about an event of this type.
   *
   * @throws UnacceptableEventException naming the first field that is not as it should be
   */
  public RecordingEvent event(EventType type) {
    Envelope head = envelope();
    return switch (type) {
      case RECORDING_CREATED -> new RecordingCreated(head, recording(), endUser(), details());
      case RECORDING_UPDATED -> new RecordingUpdated(head, recording(), details());
      case TRANSCRIPTION_STARTED -> new TranscriptionStarted(head, recording(), transcription());
      case TRANSCRIPTION_COMPLETED -> completed(head);
      case TRANSCRIPTION_FAILED -> failed(head);
      case RECORDING_DELETED -> new RecordingDeleted(head, recording());
      case END_USER_DELETED -> new EndUserDeleted(head, endUser());
    };
  }

  /** Reads what the event is about, leaving out what is missing or wrong. */
  public Subject subject() {
    String type = lenient(() -> envelope.text("type"));
    return new Subject(
        type == null ? null : EventType.named(type).orElse(null),
        lenient(() -> envelope.id("id", EventId::new)),
        lenient(() -> envelope.time("created_at")),
        lenient(() -> envelope.id("project_id", ProjectId::new)),
        lenient(this::mode),
        lenient(this::recording),
        lenient(this::transcription),
        lenient(this::endUser));
  }

  private Envelope envelope() {
    return new Envelope(
        envelope.id("id", EventId::new),
        envelope.time("created_at"),
        envelope.id("project_id", ProjectId::new),
        mode());
  }

  private Mode mode() {
    return Objects.requireNonNullElse(envelope.optionalId("mode", Mode::of), Mode.LIVE);
  }

  private RecordingId recording() {
    return data.id("recording_id", RecordingId::new);
  }

  private TranscriptionId transcription() {
    return data.id("transcription_id", TranscriptionId::new);
  }

  private EndUserId endUser() {
    return data.id("end_user_id", EndUserId::new);
  }

  private RecordingDetails details() {
    return new RecordingDetails(
        data.optionalText("title", Limits.MAX_TITLE),
        data.optionalTime("recorded_at"),
        data.optionalMillis("duration_ms"),
        data.optionalRawObject("metadata"),
        externalId(),
        data.optionalTexts("tags", Limits.MAX_TAGS, Limits.MAX_TAG),
        audioUrl(),
        data.optionalNames("speakers", Limits.MAX_SPEAKERS, Limits.MAX_SPEAKER));
  }

  private @Nullable String externalId() {
    String id = data.optionalText("external_id", Limits.MAX_EXTERNAL_ID);
    return id == null || id.isEmpty() ? null : id;
  }

  /** Whoever plays it follows the address: one of another kind is no reason to refuse the words. */
  private @Nullable String audioUrl() {
    String text = data.optionalText("audio_url");
    URI url = lenient(() -> data.optionalId("audio_url", EventAssembler::url));
    if (text == null
        || url == null
        || url.getHost() == null
        || text.length() > Limits.MAX_ADDRESS) {
      return null;
    }
    String scheme = String.valueOf(url.getScheme());
    return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http") ? text : null;
  }

  private TranscriptionCompleted completed(Envelope head) {
    return new TranscriptionCompleted(
        head,
        recording(),
        transcription(),
        endUser(),
        details(),
        data.optionalText("language", Limits.MAX_NAME),
        data.optionalText("provider", Limits.MAX_NAME),
        words());
  }

  private Words words() {
    List<Segment> segments = data.optionalSegments("segments");
    URI url = data.optionalId("transcript_url", EventAssembler::url);
    if (segments != null && url != null) {
      throw data.wrong("transcript_url", "expected either segments or this, not both");
    }
    return url == null ? new Words.Inline(data.required("segments", segments)) : new Words.At(url);
  }

  private TranscriptionFailed failed(Envelope head) {
    RecordingId recording = recording();
    TranscriptionId transcription = transcription();
    data.required("error", data.optionalRawObject("error"));
    String code = error.required("code", error.optionalText("code", Limits.MAX_NAME));
    String message = StorableText.cut(error.text("message"), Limits.MAX_ERROR_MESSAGE);
    return new TranscriptionFailed(head, recording, transcription, code, message);
  }

  private static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected an address", e);
    }
  }

  private static <T> @Nullable T lenient(Supplier<T> field) {
    try {
      return field.get();
    } catch (UnacceptableEventException e) {
      return null;
    }
  }
}
