package dev.hark.stack.ingest;

import dev.hark.format.ParsedTranscript;
import dev.hark.format.TranscriptEvent;
import dev.hark.format.TranscriptEvent.TooLargeException;
import dev.hark.format.Transcripts;
import dev.hark.format.UnreadableTranscriptException;
import dev.hark.runtime.time.WireTime;
import dev.hark.stack.ingest.Event.RecordingKey;
import dev.hark.stack.ingest.Event.Source;
import dev.hark.stack.ingest.Event.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A transcript in any format, which becomes one event. Its ids come from what it is called and what
 * stands in it: the same file again is the same transcription, another one of that name replaces
 * it.
 *
 * @param name below the folder that was given, or of the file
 */
record TranscriptFile(Path path, String name, long size, Details details) implements InputFile {
  private static final int ID_LENGTH = 22;

  /**
   * What is said of the transcripts.
   *
   * @param title of a single one; else each is called as its file
   * @param externalId of a single one; else each has its name
   */
  record Details(
      String project,
      String mode,
      Optional<String> endUser,
      Optional<String> title,
      Optional<String> externalId,
      Optional<Instant> recordedAt,
      Optional<String> language,
      List<String> tags) {
    static final Details NONE =
        new Details(
            "proj_demo",
            "live",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
  }

  @Override
  public void forEach(Consumer<EventLine> lines) throws IOException {
    Source source = new Source(path.toString(), 0);
    byte[] content;
    try (InputStream in = Files.newInputStream(path)) {
      content = in.readNBytes(Transcripts.MAX_BYTES + 1);
    }
    try {
      ParsedTranscript transcript = Transcripts.read(content, null);
      lines.accept(new EventLine.Publishable(event(source, content, transcript)));
    } catch (UnreadableTranscriptException | TooLargeException e) {
      lines.accept(new EventLine.Refused(source, String.valueOf(e.getMessage())));
    }
  }

  private Event event(Source source, byte[] content, ParsedTranscript transcript)
      throws TooLargeException {
    String endUser = details.endUser().orElseThrow();
    String externalId = details.externalId().orElse(name);
    String owner = String.join("\n", details.project(), details.mode(), endUser, externalId);
    String recording = "rec_" + id(owner.getBytes(StandardCharsets.UTF_8));
    String transcription = "txn_" + id(owner.getBytes(StandardCharsets.UTF_8), content);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    TranscriptEvent event =
        new TranscriptEvent(
            "evt_" + transcription.substring("txn_".length()),
            WireTime.format(now),
            details.project(),
            details.mode(),
            recording,
            transcription,
            endUser,
            new TranscriptEvent.Details(
                Optional.of(externalId),
                Optional.of(details.title().orElseGet(this::title)),
                details.recordedAt().map(WireTime::format),
                OptionalLong.empty(),
                Optional.empty(),
                details.tags().isEmpty() ? Optional.empty() : Optional.of(details.tags()),
                Optional.empty(),
                details.language()));
    RecordingKey key =
        new RecordingKey(details.project(), details.mode().equals("test"), recording);
    return new Event(
        source,
        recording,
        new String(event.json(transcript), StandardCharsets.UTF_8),
        Optional.of(new Subject.Transcribed(key, transcription, now)));
  }

  /** The name of the file without what follows its last point. */
  private String title() {
    String file = String.valueOf(path.getFileName());
    int point = file.lastIndexOf('.');
    return point > 0 ? file.substring(0, point) : file;
  }

  private static String id(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
        digest.update((byte) 0);
      }
      String text = new BigInteger(1, digest.digest()).toString(Character.MAX_RADIX);
      return text.substring(0, Math.min(ID_LENGTH, text.length()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
