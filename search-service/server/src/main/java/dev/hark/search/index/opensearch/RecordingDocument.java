package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.DetailRegisters;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.SpeakerNames;
import dev.hark.search.index.Stamp.Register;
import dev.hark.search.metadata.MetadataValues;
import dev.hark.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A recording's state as the index stores it: the state itself, not searchable, and beside it the
 * few fields that lists and look-ups go by, which are derived from it. Without an owner those are
 * left out, so that no list finds what nobody may see.
 */
final class RecordingDocument {
  static final String PROJECT = "project";
  static final String TENANT = "tenant";
  static final String RECORDING_ID = "recording_id";
  static final String TRANSCRIPTION_IDS = "transcription_ids";
  static final String STATUS = "status";
  static final String LISTED_AT = "listed_at";
  static final String CREATED_AT = "created_at";
  static final String EXTERNAL_ID = "external_id";
  static final String TAGS = "tags";

  /** What those are called now who speak in the transcript, and then their label: see there. */
  static final String VOICES = "voices";

  /** As they are shown now. */
  static final String SPEAKER_NAMES = "speaker_names";

  /** Words of what it is called now, whether anything can be found or not: by their stems. */
  static final String CALLED = "called";

  /** The same words as they are. */
  static final String CALLED_WORDS = "called.words";

  /** Whether there is a transcript that searches are served from. */
  static final String SEARCHABLE = "searchable";

  /** See {@link MetadataValues}. */
  static final String METADATA = "metadata_values";

  /** When the latest transcription became known. */
  static final String TRANSCRIBED_AT = "transcribed_at";

  /** What the recording is called now; of those alone that have something to be found. */
  static final String TITLE = "title";

  /** Of the title, by their stems. */
  static final String TITLE_WORDS = "title_words";

  static final String TITLE_EMBEDDING = "title_embedding";

  /** Of the active transcript. */
  static final String GENERATION = "generation";

  static final String STATE_CREATED_AT = "state.created_at";

  /** Place in lists of a recording whose time nobody said: after all others. */
  static final long NO_TIME = Long.MIN_VALUE;

  /** A longer title is found by its beginning: 1,000 characters are some 170 words. */
  private static final int MAX_TITLE = 1_000;

  private RecordingDocument() {}

  /**
   * The title that a recording can be found by; none while it has no chunks, as none of it could be
   * shown.
   */
  static Optional<String> title(RecordingState state) {
    return state
        .active()
        .filter(active -> active.chunks() > 0)
        .flatMap(active -> Optional.ofNullable(Register.valueOf(state.details().title())))
        .filter(title -> !title.isBlank())
        .map(RecordingDocument::cut);
  }

  private static String cut(String title) {
    return title.substring(0, Math.min(MAX_TITLE, title.length()));
  }

  /**
   * A state as it is stored.
   *
   * @param meaning vector of its {@link #title}, if there is one
   */
  static ObjectNode write(RecordingState state, Optional<Embedding> meaning) {
    ObjectNode document = write(state);
    state
        .tenant()
        .flatMap(tenant -> title(state))
        .ifPresent(
            title ->
                document.put(TITLE, title).put(TITLE_WORDS, String.join(" ", Words.of(title))));
    if (document.has(TITLE)) {
      state.active().ifPresent(active -> document.put(GENERATION, active.generation().id()));
      meaning.ifPresent(vector -> document.putPOJO(TITLE_EMBEDDING, vector.toArray()));
    }
    return document;
  }

  static ObjectNode write(RecordingState state) {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put(PROJECT, state.key().project().key())
            .put(RECORDING_ID, state.key().recording().value());
    state.tenant().ifPresent(tenant -> listed(document.put(TENANT, tenant.key()), state));
    document.set("state", StateJson.write(state));
    return document;
  }

  private static void listed(ObjectNode document, RecordingState state) {
    document
        .put(STATUS, state.status().name())
        .put(LISTED_AT, listedAt(Register.valueOf(state.details().recordedAt())))
        .put(CREATED_AT, state.createdAt().toEpochMilli())
        .put(SEARCHABLE, state.active().isPresent())
        .putPOJO(TRANSCRIPTION_IDS, transcriptions(state));
    Optional.ofNullable(state.transcribedAt())
        .ifPresent(at -> document.put(TRANSCRIBED_AT, at.toEpochMilli()));
    DetailRegisters details = state.details();
    Optional.ofNullable(Register.valueOf(details.externalId()))
        .ifPresent(id -> document.put(EXTERNAL_ID, id));
    Optional.ofNullable(Register.valueOf(details.tags()))
        .ifPresent(tags -> document.putPOJO(TAGS, tags));
    Optional.ofNullable(Register.valueOf(details.title()))
        .map(title -> String.join(" ", Words.of(cut(title))))
        .ifPresent(words -> document.put(CALLED, words));
    Set<String> metadata = MetadataValues.of(Register.valueOf(details.metadata()));
    if (!metadata.isEmpty()) {
      document.putPOJO(METADATA, metadata);
    }
    state
        .active()
        .map(ActiveTranscript::labels)
        .ifPresent(labels -> speak(document, state, labels));
  }

  private static void speak(ObjectNode document, RecordingState state, List<String> labels) {
    SpeakerNames names = state.speakers();
    Set<String> voices = new TreeSet<>();
    Set<String> shown = new TreeSet<>();
    for (String label : labels) {
      String name = names.shownOf(label);
      shown.add(name);
      voices.add(called(SpeakerNames.key(label)) + label);
      voices.add(called(SpeakerNames.key(name)) + label);
    }
    if (!voices.isEmpty()) {
      document.putPOJO(VOICES, voices).putPOJO(SPEAKER_NAMES, shown);
    }
  }

  /** The label of a voice that is called so. */
  static Optional<String> labelOf(String voice, Set<String> keys) {
    int tab = voice.indexOf('\t');
    return keys.contains(voice.substring(0, tab))
        ? Optional.of(voice.substring(tab + 1))
        : Optional.empty();
  }

  /** What the voices of those begin with who are called so; no key holds the sign at its end. */
  static String called(String key) {
    return key + '\t';
  }

  static long listedAt(@Nullable Instant recordedAt) {
    return recordedAt == null ? NO_TIME : recordedAt.toEpochMilli();
  }

  private static Set<String> transcriptions(RecordingState state) {
    Set<String> ids = new TreeSet<>();
    TranscriptionId named = Register.valueOf(state.transcriptions().named());
    if (named != null) {
      ids.add(named.value());
    }
    state.active().ifPresent(active -> ids.add(active.transcription().value()));
    return ids;
  }

  static Instant createdAt(JsonNode source) {
    return StateJson.createdAt(source.path("state"));
  }

  static RecordingState read(RecordingKey key, JsonNode source) {
    return StateJson.read(key, source.path("state"));
  }
}
