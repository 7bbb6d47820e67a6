package dev.hark.ask.turn;

import dev.hark.ask.interpretation.Grounding;
import dev.hark.ask.interpretation.Interpretation.Kind;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Receipt.ReceiptChunk;
import dev.hark.ask.session.Receipt.ReceiptCitation;
import dev.hark.ask.session.Receipt.ReceiptTranscript;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes down what an answer was made from, without a word of what was said. */
final class Receipts {
  private Receipts() {}

  /** Of an answer as it was written. */
  static Receipt of(
      Gathered gathered,
      Message.FromUser asked,
      Message.Answer answer,
      List<NumberedSegment> cited,
      Set<RecordingId> gone) {
    List<NumberedSegment> left =
        cited.stream().filter(one -> !gone.contains(one.recording().id())).toList();
    Set<ChunkId> citedChunks = Set.copyOf(answer.cited());
    Set<Chunk> mentioned =
        gathered.statements().mentions().map(all -> Set.copyOf(all.chunks())).orElse(Set.of());
    List<Chunk> given = gathered.prompt().without(gone).used();
    return new Receipt(
        gathered.queries(),
        gathered.reading().interpretation(),
        grounding(gathered, left),
        given.stream()
            .map(
                chunk ->
                    new ReceiptChunk(
                        chunk.ref(),
                        chunk.transcription(),
                        citedChunks.contains(chunk.id()),
                        mentioned.contains(chunk)
                            ? chunk.segments().stream().map(Segment::start).toList()
                            : List.of()))
            .toList(),
        gathered.whole()
            ? Optional.of(new ReceiptTranscript(gathered.reading().limits().speakers()))
            : Optional.empty(),
        left.stream().map(Receipts::citation).toList(),
        answer.by(),
        gathered.found().embeddingModel(),
        gathered.found().index(),
        gathered.asking().context(),
        gathered.prompt().history().size(),
        hash(gathered.prompt().request()),
        new Receipt.Times(asked.createdAt(), gathered.searched(), answer.createdAt()));
  }

  /** Whether these citations answer the question. */
  static Grounding grounding(Gathered gathered, List<NumberedSegment> cited) {
    boolean counted = gathered.reading().interpretation().kind() != Kind.MOMENT;
    var mentions = gathered.statements().mentions();
    Grounding.State no =
        Grounding.no(
            gathered.found().legs(),
            gathered.statements().counts(),
            counted && mentions.isPresent());
    return new Grounding(
        cited.isEmpty() ? no : Grounding.State.ANSWERED,
        gathered.statements().counts(),
        mentions.map(all -> shown(all, cited)).orElse(0L),
        counted ? mentions.map(Mentions::moments).orElse(0L) : 0);
  }

  /** Moments that are counted and cited. */
  private static long shown(Mentions mentions, List<NumberedSegment> cited) {
    Set<List<Object>> counted =
        mentions.chunks().stream()
            .flatMap(
                chunk ->
                    chunk.segments().stream().map(segment -> place(chunk.recordingId(), segment)))
            .collect(Collectors.toSet());
    return cited.stream()
        .map(one -> place(one.recording().id(), one.segment()))
        .distinct()
        .filter(counted::contains)
        .count();
  }

  private static List<Object> place(RecordingId recording, Segment segment) {
    return List.of(recording, segment.start());
  }

  private static ReceiptCitation citation(NumberedSegment cited) {
    return new ReceiptCitation(
        cited.recording().id(),
        cited.segment().start(),
        cited.segment().end(),
        cited.segment().speaker(),
        cited.segment().label().or(cited.segment()::speaker));
  }

  /** Of all that a model was given, in order. */
  static String hash(ChatRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(request.instructions().getBytes(StandardCharsets.UTF_8));
      for (ChatRequest.Said said : request.said()) {
        digest.update(said.by().name().getBytes(StandardCharsets.UTF_8));
        digest.update(said.text().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
