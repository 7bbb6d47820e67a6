package dev.hark.search.index;

import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Stamp.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The details aspect of a recording, field by field.
 *
 * @param speakers what was said of each label; an empty name was taken back
 */
public record DetailRegisters(
    @Nullable Register<String> title,
    @Nullable Register<Instant> recordedAt,
    @Nullable Register<Duration> duration,
    @Nullable Register<String> metadata,
    @Nullable Register<String> externalId,
    @Nullable Register<List<String>> tags,
    @Nullable Register<String> audioUrl,
    Map<String, Register<String>> speakers) {
  static final DetailRegisters EMPTY =
      new DetailRegisters(null, null, null, null, null, null, null, Map.of());

  /**
   * Labels that are remembered, those of which something was said last: so which they are does not
   * depend on the order in which events come either.
   */
  private static final int MAX_LABELS = 1_000;

  private static final Comparator<Map.Entry<String, Register<String>>> LATEST =
      Comparator.comparing((Map.Entry<String, Register<String>> entry) -> entry.getValue().stamp())
          .reversed()
          .thenComparing(Map.Entry::getKey);

  public DetailRegisters {
    speakers = Map.copyOf(speakers);
  }

  Stream<@Nullable Register<?>> all() {
    return Stream.concat(
        Stream.of(title, recordedAt, duration, metadata, externalId, tags, audioUrl),
        speakers.values().stream());
  }

  DetailRegisters with(RecordingDetails said, Stamp stamp) {
    return new DetailRegisters(
        Register.latest(title, Register.ofNullable(said.title(), stamp)),
        Register.latest(recordedAt, Register.ofNullable(said.recordedAt(), stamp)),
        Register.latest(duration, Register.ofNullable(said.duration(), stamp)),
        Register.latest(metadata, Register.ofNullable(said.metadata(), stamp)),
        Register.latest(externalId, Register.ofNullable(said.externalId(), stamp)),
        Register.latest(tags, Register.ofNullable(said.tags(), stamp)),
        Register.latest(audioUrl, Register.ofNullable(said.audioUrl(), stamp)),
        speakersWith(said.speakers(), stamp));
  }

  private Map<String, Register<String>> speakersWith(Map<String, String> said, Stamp stamp) {
    if (said.isEmpty()) {
      return speakers;
    }
    Map<String, Register<String>> next = new HashMap<>(speakers);
    said.forEach((label, name) -> next.merge(label, new Register<>(name, stamp), Register::later));
    return next.size() <= MAX_LABELS
        ? next
        : next.entrySet().stream()
            .sorted(LATEST)
            .limit(MAX_LABELS)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  SpeakerNames names() {
    return new SpeakerNames(
        speakers.entrySet().stream()
            .filter(entry -> !entry.getValue().value().isEmpty())
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value())));
  }
}
