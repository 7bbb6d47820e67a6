package dev.hark.contract;

import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an event says of a recording, and of whose.
 *
 * @param half of a project that it is in
 * @param owner empty when the event does not say
 * @param transcription empty when it names none
 */
record Change(
    String half,
    String recording,
    String owner,
    String transcription,
    Stamp stamp,
    RecordingDetails details) {
  private static final int MOST_CHUNKS = 1_000_000;
  private static final int MOST_METADATA = 8 << 10;
  private static final int MOST_EXTERNAL_ID = 255;
  private static final int MOST_TAGS = 20;
  private static final int MOST_SPEAKERS = 200;
  private static final int MOST_NAME = 128;

  Change {
    if (details.getDurationMs() < 0 || details.getMetadataJsonBytes().size() > MOST_METADATA) {
      throw Fields.invalid("details", "a duration is not negative, metadata at most 8 KiB");
    }
    int external = details.getExternalId().codePointCount(0, details.getExternalId().length());
    if ((details.hasExternalId() && (external < 1 || external > MOST_EXTERNAL_ID))
        || details.getTags().getTagsCount() > MOST_TAGS) {
      throw Fields.invalid("details", "external_id has 1 to 255 characters, tags are at most 20");
    }
    if (details.getSpeakersCount() > MOST_SPEAKERS
        || details.getSpeakersMap().entrySet().stream()
            .anyMatch(name -> name.getKey().isBlank() || isLong(name))) {
      throw Fields.invalid("details", "speakers are at most 200, of 1 to 128 characters");
    }
  }

  private static boolean isLong(Map.Entry<String, String> name) {
    return Stream.of(name.getKey(), name.getValue())
        .anyMatch(text -> text.codePointCount(0, text.length()) > MOST_NAME);
  }

  static Change of(TranscriptHeader header) {
    Fields.inRange("header", header.getChunkCount(), 0, MOST_CHUNKS);
    return new Change(
        Fields.half(header.getCaller()),
        Fields.required("recording_id", header.getRecordingId(), RecordingId::new),
        Fields.endUser(header.getCaller(), header.getEndUserId()),
        Fields.required("transcription_id", header.getTranscriptionId(), TranscriptionId::new),
        Stamp.ofTranscript(header.getStamp()),
        header.getDetails());
  }

  static Change of(UpdateRecordingRequest request) {
    TranscriptionStatus status = request.getTranscription().getStatus();
    if (request.hasTranscription()
        && status != TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING
        && status != TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED) {
      throw Fields.invalid("transcription.status", "must be processing or failed");
    }
    return new Change(
        Fields.half(request.getCaller()),
        Fields.required("recording_id", request.getRecordingId(), RecordingId::new),
        Fields.optional("end_user_id", request.getEndUserId(), EndUserId::new),
        Fields.optional(
            "transcription.transcription_id",
            request.getTranscription().getTranscriptionId(),
            TranscriptionId::new),
        Stamp.of(request.getStamp(), request.getKind()),
        request.getDetails());
  }

  String key() {
    return half + "/" + recording;
  }
}
