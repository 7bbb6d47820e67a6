package dev.hark.gateway.intake;

import dev.hark.format.ParsedTranscript;
import dev.hark.format.TranscriptEvent;
import dev.hark.format.TranscriptEvent.TooLargeException;
import dev.hark.gateway.enduser.SeenEndUsers;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.event.EventTopic;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.IntakeClient;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.time.WireTime;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes a transcript in: noted under the client's own id, shown by look-ups, and out as an event.
 * What is interrupted is done again with the same ids, and makes nothing twice.
 */
@Singleton
final class Intake {
  private static final String EVENT = "evt_";

  /** Once more for a recording that was deleted; an owner who was erased stays so. */
  private static final int ATTEMPTS = 2;

  private final IntakeRecords records;
  private final IntakeClient index;
  private final EventTopic events;
  private final SeenEndUsers endUsers;
  private final IdGenerator ids;

  Intake(
      IntakeRecords records,
      IntakeClient index,
      EventTopic events,
      SeenEndUsers endUsers,
      IdGenerator ids) {
    this.records = records;
    this.index = index;
    this.events = events;
    this.endUsers = endUsers;
    this.ids = ids;
  }

  /**
   * What was done.
   *
   * @param before whether all of it was done before, and nothing now
   */
  record Taken(RecordingId recording, TranscriptionId transcription, boolean before) {}

  /**
   * Takes it; returns when the broker has its event for good.
   *
   * @param madeId what follows the prefix of ids that the request makes; empty for new ones
   * @param content the file, by which the same one is known again
   * @throws FailureException when it cannot be had by this caller, or not now
   */
  Taken take(
      Call call,
      Optional<String> madeId,
      IntakeOrder order,
      byte[] content,
      ParsedTranscript transcript) {
    Caller caller = call.caller();
    String made = madeId.orElseGet(ids::nextWithinMillisecond);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      IntakeRow row = noted(call, order, made, content);
      RecordingId recording = new RecordingId(row.recordingId());
      TranscriptionId transcription = new TranscriptionId(row.transcriptionId());
      if (row.acceptedAt() != null && index.isThere(call, recording)) {
        return new Taken(recording, transcription, true);
      }
      byte[] event = event(caller, row, order, transcript);
      switch (index.begin(call, recording, eventId(row), begun(row, order))) {
        case TAKEN -> {
          events.publishTranscript(recording.value(), event, caller.requestId());
          records.accept(recording.value(), transcription.value());
          endUsers.saw(caller, order.endUser());
          return new Taken(recording, transcription, false);
        }
        case DELETED -> {
          if (order.externalId().isEmpty()) {
            throw new FailureException(Failure.notFound("recording_id"));
          }
          // By an event that was not heard of here yet: the client's id is free again.
          records.erase(caller.project(), caller.mode(), recording);
          made = ids.nextWithinMillisecond();
        }
        case FOREIGN -> throw new FailureException(Failure.notFound("recording_id"));
      }
    }
    throw new FailureException(Failure.notFound("end_user_id"));
  }

  /** Of the same file again the same. */
  private static String eventId(IntakeRow row) {
    return EVENT + row.transcriptionId().substring(TranscriptionId.PREFIX.length());
  }

  private static byte[] event(
      Caller caller, IntakeRow row, IntakeOrder order, ParsedTranscript transcript) {
    TranscriptEvent event =
        new TranscriptEvent(
            eventId(row),
            WireTime.format(row.createdAt()),
            caller.project().value(),
            caller.mode().text(),
            row.recordingId(),
            row.transcriptionId(),
            order.endUser().value(),
            new TranscriptEvent.Details(
                order.externalId(),
                order.title(),
                order.recordedAt().map(WireTime::format),
                order.durationMs(),
                order.metadata(),
                order.tags(),
                order.audioUrl(),
                order.language()));
    try {
      return event.json(transcript);
    } catch (TooLargeException e) {
      throw new FailureException(
          new Failure(
              ErrorCode.REQUEST_TOO_LARGE,
              "The transcript is too large: " + e.getMessage() + ".",
              "content"));
    }
  }

  private static IntakeClient.Begun begun(IntakeRow row, IntakeOrder order) {
    return new IntakeClient.Begun(
        order.endUser(),
        new TranscriptionId(row.transcriptionId()),
        row.createdAt(),
        order.externalId(),
        order.title(),
        order.recordedAt(),
        order.durationMs(),
        order.metadata(),
        order.tags(),
        order.audioUrl());
  }

  private IntakeRow noted(Call call, IntakeOrder order, String made, byte[] content) {
    String transcription = TranscriptionId.PREFIX + made;
    String hash = hash(content);
    if (order.externalId().isEmpty()) {
      String recording =
          order.recording().map(RecordingId::value).orElse(RecordingId.PREFIX + made);
      return new IntakeRow(recording, transcription, hash, now(), null);
    }
    Caller caller = call.caller();
    Optional<RecordingId> known = index.known(call, order.endUser(), order.externalId().get());
    return records.note(
        caller.project().value(),
        caller.mode().text(),
        order.endUser().value(),
        order.externalId().get(),
        known.map(RecordingId::value).orElse(RecordingId.PREFIX + made),
        transcription,
        hash,
        now());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
