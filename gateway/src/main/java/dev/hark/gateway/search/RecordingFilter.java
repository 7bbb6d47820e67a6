package dev.hark.gateway.search;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.ObjectFields;
import dev.hark.gateway.body.RecordingFields;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.Filter;
import java.util.List;
import java.util.Optional;

/**
 * What recordings must be like to be drawn on, checked; empty is what does not matter.
 *
 * @param tags a recording has all of them
 * @param metadata a JSON object: a recording's has these values
 * @param speakers names or labels: one of them speaks
 */
public record RecordingFilter(List<String> tags, Optional<String> metadata, List<String> speakers) {
  public static final int MAX_SPEAKERS = 20;

  public RecordingFilter {
    tags = List.copyOf(tags);
    speakers = List.copyOf(speakers);
  }

  /**
   * What these fields ask for.
   *
   * @throws FailureException naming the field that is at fault
   */
  public static RecordingFilter read(Fields fields) {
    return new RecordingFilter(
        RecordingFields.tags(fields).orElse(List.of()),
        ObjectFields.values(fields, "metadata", RecordingFields.MAX_METADATA),
        fields
            .optionalTexts("speakers", 0, MAX_SPEAKERS)
            .map(
                names ->
                    RecordingFields.texts(
                        fields.path("speakers"), names, RecordingFields.MAX_SPEAKER))
            .orElse(List.of()));
  }

  /** The same for the services; empty when nothing is asked for. */
  public Optional<Filter> message() {
    return tags.isEmpty() && metadata.isEmpty() && speakers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Filter.newBuilder()
                .addAllTags(tags)
                .setMetadataJson(metadata.orElse(""))
                .addAllSpeakers(speakers)
                .build());
  }
}
