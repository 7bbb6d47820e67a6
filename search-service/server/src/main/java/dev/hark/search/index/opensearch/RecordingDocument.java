package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hark.search.index.DetailRegisters;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.EndUserId;
import dev.hark.search.index.RecordingKey;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Register;
import dev.hark.search.index.TranscriptionId;
import dev.hark.words.Words;
import java.time.Duration;
import java.time.Instant;
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
        .map(title -> title.substring(0, Math.min(MAX_TITLE, title.length())));
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
      meaning.ifPresent(vector -> document.set(TITLE_EMBEDDING, Json.numbers(vector.toArray())));
    }
    return document;
  }

  static ObjectNode write(RecordingState state) {
    ObjectNode document =
        Json.object()
            .put(PROJECT, state.key().project().key())
            .put(RECORDING_ID, state.key().recording().value());
    state.tenant().ifPresent(tenant -> listed(document.put(TENANT, tenant.key()), state));
    document.set("state", writeState(state));
    return document;
  }

  private static void listed(ObjectNode document, RecordingState state) {
    document
        .put(STATUS, state.status().name())
        .put(LISTED_AT, listedAt(Register.valueOf(state.details().recordedAt())))
        .put(CREATED_AT, state.createdAt().toEpochMilli())
        .set(TRANSCRIPTION_IDS, Json.strings(transcriptions(state)));
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

  private static ObjectNode writeState(RecordingState state) {
    ObjectNode node = Json.object().put("created_at", state.createdAt().toString());
    if (state.deletedAt() != null) {
      return node.put("deleted_at", state.deletedAt().toString());
    }
    if (state.owner() != null) {
      node.put("end_user_id", state.owner().value());
    }
    DetailRegisters details = state.details();
    Registers.write(node, "title", details.title(), TextNode::new);
    Registers.write(node, "recorded_at", details.recordedAt(), RecordingDocument::time);
    Registers.write(node, "duration", details.duration(), RecordingDocument::duration);
    Registers.write(node, "metadata", details.metadata(), TextNode::new);
    node.set("transcriptions", TranscriptionJson.write(state.transcriptions()));
    return node;
  }

  private static JsonNode time(Instant time) {
    return new TextNode(time.toString());
  }

  private static JsonNode duration(Duration duration) {
    return new TextNode(duration.toString());
  }

  static Instant createdAt(JsonNode source) {
    return Instant.parse(source.path("state").path("created_at").asText());
  }

  static RecordingState read(RecordingKey key, JsonNode source) {
    JsonNode node = source.path("state");
    Instant createdAt = createdAt(source);
    String deletedAt = Json.text(node, "deleted_at");
    if (deletedAt != null) {
      return RecordingState.tombstone(key, Instant.parse(deletedAt));
    }
    String owner = Json.text(node, "end_user_id");
    return new RecordingState(
        key,
        owner == null ? null : new EndUserId(owner),
        readDetails(node),
        TranscriptionJson.read(node.path("transcriptions")),
        createdAt,
        null);
  }

  private static DetailRegisters readDetails(JsonNode node) {
    return new DetailRegisters(
        Registers.read(node, "title", JsonNode::asText),
        Registers.read(node, "recorded_at", value -> Instant.parse(value.asText())),
        Registers.read(node, "duration", value -> Duration.parse(value.asText())),
        Registers.read(node, "metadata", JsonNode::asText));
  }
}
