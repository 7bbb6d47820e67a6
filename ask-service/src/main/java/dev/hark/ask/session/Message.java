package dev.hark.ask.session;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Instant;
import java.util.List;

/** Something that was said in a conversation. */
public sealed interface Message {
  MessageId id();

  /** What was said, without citations. */
  String content();

  Instant createdAt();

  /**
   * What the user said.
   *
   * @param mentioned recordings that the message refers to; kept, not used
   */
  record FromUser(MessageId id, String content, List<RecordingId> mentioned, Instant createdAt)
      implements Message {
    public FromUser {
      mentioned = List.copyOf(mentioned);
    }
  }

  /**
   * An answer.
   *
   * @param answers the message that it answers; no message has two answers
   * @param cited chunks that its citations point into, one for each of them, so that a follow-up
   *     finds them again; none when a transcript was read whole
   */
  record Answer(
      MessageId id,
      MessageId answers,
      List<Part> parts,
      List<ChunkId> cited,
      Evidence evidence,
      TokenUse tokens,
      ModelName by,
      FinishReason finishReason,
      Instant createdAt)
      implements Message {
    public Answer {
      parts = List.copyOf(parts);
      cited = List.copyOf(cited);
    }

    /** The same answer in other words. */
    public Answer with(List<Part> others, List<ChunkId> theirChunks, Evidence theirs) {
      return new Answer(
          id, answers, others, theirChunks, theirs, tokens, by, finishReason, createdAt);
    }

    /** The same answer at another time. */
    public Answer at(Instant time) {
      return new Answer(id, answers, parts, cited, evidence, tokens, by, finishReason, time);
    }

    @Override
    public String content() {
      return Part.content(parts);
    }
  }

  /** Why an answer ended. */
  enum FinishReason {
    STOP,
    /** The model's limit cut it. */
    LENGTH,
    /** The provider held it back, whole or from some word on. */
    CONTENT_FILTER
  }

  /**
   * What an answer was written by.
   *
   * @param provider {@code gemini}, {@code openai}, {@code claude} or {@code local}
   * @param model as the provider names it
   */
  record ModelName(String provider, String model) {
    public ModelName {
      if (provider.isBlank() || model.isBlank()) {
        throw new IllegalArgumentException("provider and model must not be blank");
      }
    }
  }

  /**
   * What a model read and wrote, as its provider counts.
   *
   * @param input everything read, what was cached included
   * @param cached the part of {@code input} that the provider still had from an earlier call
   */
  record TokenUse(long input, long output, long cached) {
    public TokenUse {
      if (input < 0 || output < 0 || cached < 0) {
        throw new IllegalArgumentException(
            "token counts must not be negative: %d, %d, %d".formatted(input, output, cached));
      }
    }
  }
}
