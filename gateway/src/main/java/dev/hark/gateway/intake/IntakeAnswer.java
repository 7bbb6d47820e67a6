package dev.hark.gateway.intake;

import dev.hark.format.ParsedTranscript.Warning;
import dev.hark.gateway.docs.Member;
import java.util.List;

/** What became of a transcript that was sent. */
record IntakeAnswer(
    @Member(value = "The recording.", id = "rec_") String recordingId,
    @Member(value = "This transcription of it.", id = "txn_") String transcriptionId,
    @Member(
            value = "`processing` until it is searchable.",
            oneOf = {"pending", "processing", "completed", "failed"})
        String status,
    @Member("What was mended in it, each kind once.") List<Mended> warnings) {

  /** Something that was mended. */
  record Mended(
      @Member("What kind.") String code,
      @Member("How often.") long count,
      @Member("The same for people.") String message) {
    static List<Mended> of(List<Warning> warnings) {
      return warnings.stream().map(w -> new Mended(w.code(), w.count(), w.message())).toList();
    }
  }
}
