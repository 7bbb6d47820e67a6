package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Evidence;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Message.FinishReason;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Message.TokenUse;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.text.StorableText;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is stored. What only answers have is null with user messages.
 *
 * @param position in the session, from 1
 * @param answered whether an answer to it is stored; true of answers
 * @param sources read where they are asked for alone
 */
@MappedEntity(value = "messages", schema = "ask")
record MessageRow(
    @Id String id,
    String sessionId,
    long position,
    String role,
    String content,
    boolean answered,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> mentioned,
    @Nullable String answers,
    @TypeDef(type = DataType.JSON) @Nullable List<StoredPart> parts,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> citedChunks,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> given,
    @TypeDef(type = DataType.JSON) @Nullable StoredSentences sentences,
    boolean withdrawn,
    @TypeDef(type = DataType.JSON) @Nullable List<StoredSource> sources,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    @Nullable Long cachedTokens,
    @Nullable String model,
    @Nullable String provider,
    @Nullable String finishReason,
    Instant createdAt) {
  static MessageRow of(Message.FromUser message, String session, long position) {
    return new MessageRow(
        message.id().value(),
        session,
        position,
        "user",
        message.content(),
        false,
        texts(message.mentioned()),
        null,
        null,
        List.of(),
        List.of(),
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        message.createdAt());
  }

  static MessageRow of(
      Message.Answer answer, List<SourceRef> sources, String session, long position) {
    return new MessageRow(
        answer.id().value(),
        session,
        position,
        "assistant",
        StorableText.of(answer.content()),
        true,
        List.of(),
        answer.answers().value(),
        StoredPart.of(answer.parts()),
        texts(answer.cited()),
        texts(List.copyOf(answer.evidence().given())),
        StoredSentences.of(answer.evidence().sentences()),
        answer.evidence().withdrawn(),
        sources.stream().map(StoredSource::of).toList(),
        answer.tokens().input(),
        answer.tokens().output(),
        answer.tokens().cached(),
        StorableText.of(answer.by().model()),
        StorableText.of(answer.by().provider()),
        answer.finishReason().name().toLowerCase(Locale.ROOT),
        answer.createdAt());
  }

  private static List<String> texts(List<?> ids) {
    return ids.stream().map(String::valueOf).toList();
  }

  Message message() {
    return role.equals("user") ? fromUser() : answer();
  }

  Message.FromUser fromUser() {
    return new Message.FromUser(
        new MessageId(id), content, mentioned.stream().map(RecordingId::new).toList(), createdAt);
  }

  @SuppressWarnings("NullAway") // An answer has them all; a row that is neither cannot be read.
  Message.Answer answer() {
    List<Part> all = parts.stream().map(StoredPart::part).toList();
    return new Message.Answer(
        new MessageId(id),
        new MessageId(answers),
        all,
        citedChunks.stream().map(ChunkId::new).toList(),
        evidence(all),
        new TokenUse(inputTokens, outputTokens, cachedTokens),
        new ModelName(provider, model),
        FinishReason.valueOf(finishReason.toUpperCase(Locale.ROOT)),
        createdAt);
  }

  /** With none for answers from before sources were noted. */
  Conversation.Answered withSources() {
    return new Conversation.Answered(
        answer(),
        sources == null ? List.of() : sources.stream().map(StoredSource::source).toList());
  }

  private Evidence evidence(List<Part> all) {
    if (withdrawn) {
      return Evidence.WITHDRAWN;
    }
    Set<RecordingId> recordings =
        given.stream().map(RecordingId::new).collect(Collectors.toUnmodifiableSet());
    List<Evidence.Sentence> its = sentences == null ? List.of() : sentences.evidence();
    int end = its.isEmpty() ? 0 : its.getLast().end();
    // None are noted by the release before this one, which may have taken words out too.
    return end == Part.content(all).length()
        ? new Evidence(recordings, its, false)
        : Evidence.ofWhole(all, recordings);
  }

  /** A source of an answer as it is stored. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record StoredSource(
      @JsonProperty("chunk_id") String chunkId,
      @JsonProperty("recording_id") String recordingId,
      @JsonProperty("ordinal") int ordinal,
      @JsonProperty("score") double score) {
    static StoredSource of(SourceRef source) {
      return new StoredSource(
          source.chunk().value(), source.recording().value(), source.ordinal(), source.score());
    }

    SourceRef source() {
      return new SourceRef(new ChunkId(chunkId), new RecordingId(recordingId), ordinal, score);
    }
  }
}
