package dev.hark.contract;

import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionState;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What events have said of one recording so far: of each thing what the latest of them said. */
final class HeldRecording {
  /** The words of a transcription. */
  record Words(TranscriptHeader header, List<TranscriptChunk> chunks, Instant indexedAt) {
    String transcription() {
      return header.getTranscriptionId();
    }

    long end() {
      return chunks.stream()
          .flatMap(chunk -> chunk.getSegmentsList().stream())
          .mapToLong(part -> part.getSegment().getEndMs())
          .max()
          .orElse(0);
    }
  }

  private final String id;
  private final Map<String, Stamp> stamps = new HashMap<>();
  private final Map<String, Instant> firstHeard = new HashMap<>();
  private final RecordingDetails.Builder details = RecordingDetails.newBuilder();
  private String owner = "";
  private String named = "";
  private Instant createdAt = Instant.MAX;
  private TranscriptionState news =
      TranscriptionState.newBuilder()
          .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING)
          .build();
  private Optional<Words> words = Optional.empty();
  private boolean deleted;

  HeldRecording(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  String owner() {
    return owner;
  }

  boolean deleted() {
    return deleted;
  }

  Instant createdAt() {
    return createdAt;
  }

  Optional<Words> words() {
    return words;
  }

  RecordingDetails details() {
    return details.build();
  }

  /** How many chunks were there. */
  int delete() {
    int chunks = words.map(held -> held.chunks().size()).orElse(0);
    words = Optional.empty();
    owner = "";
    deleted = true;
    return chunks;
  }

  /** Whether that is new. */
  boolean say(Stamp stamp, String ofOwner, RecordingDetails said) {
    boolean changed = stamp.at().isBefore(createdAt) || (owner.isEmpty() && !ofOwner.isEmpty());
    createdAt = stamp.at().isBefore(createdAt) ? stamp.at() : createdAt;
    owner = owner.isEmpty() ? ofOwner : owner;
    for (var name : said.getSpeakersMap().entrySet()) {
      if (isLatest("speakers/" + name.getKey(), stamp)) {
        details.putSpeakers(name.getKey(), name.getValue());
        changed = true;
      }
    }
    RecordingDetails others = said.toBuilder().clearSpeakers().build();
    for (var field : others.getAllFields().entrySet()) {
      if (isLatest(field.getKey().getName(), stamp)) {
        details.setField(field.getKey(), field.getValue());
        changed = true;
      }
    }
    return changed;
  }

  boolean say(Stamp stamp, TranscriptionState said) {
    String transcription = said.getTranscriptionId();
    boolean changed = false;
    if (!transcription.isEmpty()) {
      Instant heard = firstHeard.getOrDefault(transcription, Instant.MAX);
      changed = stamp.at().isBefore(heard);
      firstHeard.put(transcription, changed ? stamp.at() : heard);
      if (isLatest("named", stamp)) {
        named = transcription;
        changed = true;
      }
    }
    if (isLatest("news", stamp)) {
      news = said;
      changed = true;
    }
    return changed;
  }

  boolean say(Stamp stamp, Words brought) {
    boolean changed =
        say(
            stamp,
            TranscriptionState.newBuilder()
                .setTranscriptionId(brought.transcription())
                .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
                .build());
    if (isLatest("words", stamp)) {
      words = Optional.of(brought);
      changed = true;
    }
    return changed;
  }

  private boolean isLatest(String what, Stamp stamp) {
    Stamp held = stamps.get(what);
    boolean latest = held == null || stamp.compareTo(held) > 0;
    if (latest) {
      stamps.put(what, stamp);
    }
    return latest;
  }

  /** Whether words of this stamp would not be taken. */
  boolean hasWordsSince(Stamp stamp) {
    Stamp held = stamps.get("words");
    return held != null && held.compareTo(stamp) >= 0;
  }

  boolean hasWordsOf(Stamp stamp) {
    return stamp.equals(stamps.get("words"));
  }

  TranscriptionStatus status() {
    return news.getStatus() == TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED && words.isPresent()
        ? TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED
        : news.getStatus();
  }

  Recording recording() {
    Recording.Builder recording =
        Recording.newBuilder()
            .setRecordingId(id)
            .setEndUserId(owner)
            .setStatus(status())
            .setTranscriptionId(
                words
                    .filter(held -> status() == TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
                    .map(Words::transcription)
                    .orElse(named))
            .setMetadataJson(details.getMetadataJson())
            .setExternalId(details.getExternalId())
            .addAllTags(details.getTags().getTagsList())
            .setAudioUrl(details.getAudioUrl())
            .putAllSpeakers(names())
            .setCreatedAt(RpcTime.of(createdAt))
            .setUpdatedAt(RpcTime.of(updatedAt()));
    if (details.hasTitle()) {
      recording.setTitle(details.getTitle());
    }
    if (details.hasRecordedAt()) {
      recording.setRecordedAt(details.getRecordedAt());
    }
    duration().ifPresent(recording::setDurationMs);
    words.ifPresent(
        held ->
            recording
                .setSearchableTranscriptionId(held.transcription())
                .setIndexedAt(RpcTime.of(held.indexedAt())));
    return recording.build();
  }

  private Instant updatedAt() {
    return Stream.of(
            Stream.of(createdAt),
            stamps.values().stream().map(Stamp::at),
            words.stream().map(Words::indexedAt))
        .flatMap(times -> times)
        .max(Instant::compareTo)
        .orElse(createdAt);
  }

  private Optional<Long> duration() {
    return details.hasDurationMs()
        ? Optional.of(details.getDurationMs())
        : words.filter(held -> !held.chunks().isEmpty()).map(Words::end);
  }

  /** The one that the status speaks of. */
  Optional<Transcription> latest() {
    return words
        .filter(held -> status() == TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
        .map(this::served)
        .or(this::awaited);
  }

  /** The one that words are served of, or that is awaited. */
  Optional<Transcription> transcription() {
    return words.map(this::served).or(this::awaited);
  }

  Optional<Transcription> transcription(String wanted) {
    boolean servedElsewhere = words.filter(held -> held.transcription().equals(wanted)).isEmpty();
    return (wanted.equals(named) && servedElsewhere ? awaited() : transcription())
        .filter(found -> found.getTranscriptionId().equals(wanted));
  }

  private Transcription served(Words held) {
    TranscriptHeader header = held.header();
    Transcription.Builder served =
        heard(held.transcription())
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
            .setCompletedAt(header.getStamp().getCreatedAt())
            .setUpdatedAt(header.getStamp().getCreatedAt());
    if (header.hasLanguage()) {
      served.setLanguage(header.getLanguage());
    }
    if (header.hasProvider()) {
      served.setProvider(header.getProvider());
    }
    if (header.getDetails().hasDurationMs()) {
      served.setDurationMs(header.getDetails().getDurationMs());
    } else {
      duration().ifPresent(served::setDurationMs);
    }
    return served.build();
  }

  private Optional<Transcription> awaited() {
    Stamp told = stamps.get("news");
    return named.isEmpty() || told == null
        ? Optional.empty()
        : Optional.of(
            heard(named)
                .setStatus(news.getStatus())
                .setUpdatedAt(RpcTime.of(told.at()))
                .setErrorCode(news.getErrorCode())
                .setErrorMessage(news.getErrorMessage())
                .build());
  }

  private Transcription.Builder heard(String transcription) {
    return Transcription.newBuilder()
        .setTranscriptionId(transcription)
        .setRecordingId(id)
        .setCreatedAt(RpcTime.of(firstHeard.getOrDefault(transcription, createdAt)));
  }

  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>(details.getSpeakersMap());
    names.values().removeIf(String::isEmpty);
    return names;
  }

  /** A name in the place of its label. */
  String shown(String label) {
    return names().getOrDefault(label, label);
  }

  Segment shown(Segment segment) {
    String shown = shown(segment.getSpeaker());
    return shown.equals(segment.getSpeaker())
        ? segment
        : segment.toBuilder().setSpeaker(shown).setSpeakerLabel(segment.getSpeaker()).build();
  }

  /** The parts of each segment joined, or as they came. */
  List<Segment> segments(Words words, boolean asTheyCame) {
    List<Segment> segments = new ArrayList<>();
    int open = -1;
    for (TranscriptChunk chunk : words.chunks()) {
      for (ChunkSegment part : chunk.getSegmentsList()) {
        Segment said = part.getSegment();
        if (part.getIndex() == open && !asTheyCame) {
          Segment before = segments.removeLast();
          said =
              before.toBuilder()
                  .setEndMs(Math.max(before.getEndMs(), said.getEndMs()))
                  .setText(before.getText() + said.getText())
                  .build();
        }
        open = part.getIndex();
        segments.add(said);
      }
    }
    segments.replaceAll(this::shown);
    return segments;
  }
}
