package dev.hark.indexer.event.protobuf;

import dev.hark.indexer.event.Fields;
import dev.hark.indexer.event.SegmentList;
import dev.hark.proto.event.v1.RecordingCreated;
import dev.hark.proto.event.v1.RecordingEvent;
import dev.hark.proto.event.v1.RecordingUpdated;
import dev.hark.proto.event.v1.TranscriptSegment;
import dev.hark.proto.event.v1.TranscriptionCompleted;
import dev.hark.proto.event.v1.TranscriptionFailed;
import java.util.List;
import java.util.Map;

/** The fields of an event's {@code data}, under the names that JSON gives them. */
final class DataFields {
  private DataFields() {}

  static void read(RecordingEvent message, Fields data, Fields error) {
    switch (message.getDataCase()) {
      case RECORDING_CREATED -> created(message.getRecordingCreated(), data);
      case RECORDING_UPDATED -> updated(message.getRecordingUpdated(), data);
      case TRANSCRIPTION_STARTED -> {
        String recording = message.getTranscriptionStarted().getRecordingId();
        ids(data, recording, message.getTranscriptionStarted().getTranscriptionId(), "");
      }
      case TRANSCRIPTION_COMPLETED -> completed(message.getTranscriptionCompleted(), data);
      case TRANSCRIPTION_FAILED -> failed(message.getTranscriptionFailed(), data, error);
      case RECORDING_DELETED -> ids(data, message.getRecordingDeleted().getRecordingId(), "", "");
      case END_USER_DELETED -> ids(data, "", "", message.getEndUserDeleted().getEndUserId());
      case DATA_NOT_SET -> {}
    }
  }

  private static void ids(Fields data, String recording, String transcription, String endUser) {
    EnvelopeFields.put(data, "recording_id", recording);
    EnvelopeFields.put(data, "transcription_id", transcription);
    EnvelopeFields.put(data, "end_user_id", endUser);
  }

  private static void created(RecordingCreated created, Fields data) {
    ids(data, created.getRecordingId(), "", created.getEndUserId());
    if (created.hasTitle()) {
      data.put("title", created.getTitle());
    }
    if (created.hasRecordedAt()) {
      EnvelopeFields.put(data, "recorded_at", created.getRecordedAt());
    }
    if (created.hasDurationMs()) {
      data.put("duration_ms", created.getDurationMs());
    }
    if (created.hasMetadata()) {
      data.put("metadata", StructJson.write(created.getMetadata()));
    }
    if (created.hasExternalId()) {
      data.put("external_id", created.getExternalId());
    }
    if (created.hasTags()) {
      data.put("tags", new Fields.TextList(created.getTags().getTagsList()));
    }
    if (created.hasAudioUrl()) {
      data.put("audio_url", created.getAudioUrl());
    }
    speakers(created.getSpeakersMap(), data);
  }

  private static void updated(RecordingUpdated updated, Fields data) {
    ids(data, updated.getRecordingId(), "", "");
    if (updated.hasTitle()) {
      data.put("title", updated.getTitle());
    }
    if (updated.hasRecordedAt()) {
      EnvelopeFields.put(data, "recorded_at", updated.getRecordedAt());
    }
    if (updated.hasMetadata()) {
      data.put("metadata", StructJson.write(updated.getMetadata()));
    }
    if (updated.hasTags()) {
      data.put("tags", new Fields.TextList(updated.getTags().getTagsList()));
    }
    if (updated.hasAudioUrl()) {
      data.put("audio_url", updated.getAudioUrl());
    }
    speakers(updated.getSpeakersMap(), data);
  }

  private static void speakers(Map<String, String> speakers, Fields data) {
    if (!speakers.isEmpty()) {
      data.put("speakers", new Fields.Names(List.copyOf(speakers.entrySet())));
    }
  }

  private static void completed(TranscriptionCompleted completed, Fields data) {
    ids(data, completed.getRecordingId(), completed.getTranscriptionId(), completed.getEndUserId());
    if (completed.hasTitle()) {
      data.put("title", completed.getTitle());
    }
    if (completed.hasRecordedAt()) {
      EnvelopeFields.put(data, "recorded_at", completed.getRecordedAt());
    }
    if (completed.hasDurationMs()) {
      data.put("duration_ms", completed.getDurationMs());
    }
    if (completed.hasLanguage()) {
      data.put("language", completed.getLanguage());
    }
    if (completed.hasProvider()) {
      data.put("provider", completed.getProvider());
    }
    if (completed.hasMetadata()) {
      data.put("metadata", StructJson.write(completed.getMetadata()));
    }
    if (completed.hasExternalId()) {
      data.put("external_id", completed.getExternalId());
    }
    if (completed.hasTags()) {
      data.put("tags", new Fields.TextList(completed.getTags().getTagsList()));
    }
    if (completed.hasAudioUrl()) {
      data.put("audio_url", completed.getAudioUrl());
    }
    words(completed, data);
  }

  /** Without segments and address the transcript is empty: the wire cannot say it otherwise. */
  private static void words(TranscriptionCompleted completed, Fields data) {
    EnvelopeFields.put(data, "transcript_url", completed.getTranscriptUrl());
    if (completed.getSegmentsCount() > 0 || completed.getTranscriptUrl().isEmpty()) {
      SegmentList segments = new SegmentList();
      completed.getSegmentsList().forEach(segment -> add(segments, segment));
      data.put("segments", segments);
    }
  }

  private static void add(SegmentList segments, TranscriptSegment segment) {
    Fields fields = Fields.item("data.segments", segments.size());
    fields.put("start_ms", segment.getStartMs());
    fields.put("end_ms", segment.getEndMs());
    fields.put("text", segment.getText());
    if (segment.hasSpeaker()) {
      fields.put("speaker", segment.getSpeaker());
    }
    if (segment.hasConfidence()) {
      fields.put("confidence", segment.getConfidence());
    }
    segments.add(fields);
  }

  private static void failed(TranscriptionFailed failed, Fields data, Fields error) {
    ids(data, failed.getRecordingId(), failed.getTranscriptionId(), "");
    if (failed.hasError()) {
      data.put("error", new Fields.RawObject(""));
      EnvelopeFields.put(error, "code", failed.getError().getCode());
      error.put("message", failed.getError().getMessage());
    }
  }
}
