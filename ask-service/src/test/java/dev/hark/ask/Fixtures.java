package dev.hark.ask;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Evidence;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Message.FinishReason;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Message.TokenUse;
import dev.hark.ask.session.Part;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Short ways to the values that tests are made of. */
public final class Fixtures {
  public static final Instant NOW = Instant.parse("2026-05-20T10:00:00Z");
  public static final EndUserId MAYA = new EndUserId("eu_maya");
  public static final EndUserId JONAS = new EndUserId("eu_jonas");

  private Fixtures() {}

  /** So many, for whoever asks, and a queue without end. */
  public static FairSlots slots(int slots) {
    return new FairSlots(
        FairSlots.Limits.ofShortWork(slots, slots, Integer.MAX_VALUE, Duration.ofSeconds(2)));
  }

  /** For whoever comes. */
  public static FairSlots.Slot slot() {
    return slots(1).take("proj_a", Duration.ZERO);
  }

  public static Caller caller(String project) {
    return new Caller(
        new ProjectId("proj_" + project),
        Mode.LIVE,
        Optional.empty(),
        Set.of("ask:read", "ask:write"),
        "key_1",
        "req_1");
  }

  public static RecordingLabel label(String id) {
    return new RecordingLabel(
        new RecordingId("rec_" + id), Optional.of("Title of " + id), Optional.of(NOW));
  }

  public static Segment segment(long seconds, String speaker, String text) {
    return new Segment(
        Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 5), Optional.of(speaker), text);
  }

  /** A chunk of one segment, five seconds long. */
  public static Chunk chunk(String recording, int ordinal, String text) {
    return chunk(recording, ordinal, List.of(segment(ordinal * 10L, "Maya", text)));
  }

  public static Chunk chunk(String recording, int ordinal, List<Segment> segments) {
    return new Chunk(
        new ChunkId("chk_" + recording + ordinal),
        label(recording),
        new TranscriptionId("txn_" + recording),
        ordinal,
        String.join(" ", segments.stream().map(Segment::text).toList()),
        Optional.of("Maya"),
        segments.getFirst().start(),
        segments.getLast().end(),
        1.0 / (60 + ordinal),
        segments);
  }

  public static Message.FromUser said(String id, String content) {
    return new Message.FromUser(new MessageId("msg_" + id), content, List.of(), NOW);
  }

  public static Message.Answer answered(String id, Message.FromUser question, Part... parts) {
    return new Message.Answer(
        new MessageId("msg_" + id),
        question.id(),
        List.of(parts),
        List.of(),
        Evidence.ofWhole(List.of(parts), Set.of()),
        new TokenUse(10, 2, 1),
        new ModelName("openai", "gpt"),
        FinishReason.STOP,
        NOW);
  }

  /** Turns numbered from 1, each with so many characters in question and answer. */
  public static List<Turn> turns(int count, int length) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Message.FromUser question = said("q" + i, pad("Question " + i + " ", length));
      turns.add(
          new Turn(
              question,
              answered("a" + i, question, new Part.Text(pad("Answer " + i + " ", length)))));
    }
    return turns;
  }

  private static String pad(String text, int length) {
    return text + "x".repeat(Math.max(0, length - text.length()));
  }
}
