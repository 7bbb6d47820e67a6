package dev.hark.ask.turn;

import dev.hark.ask.model.ChatRequest.Stated;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.TranscriptPrompt;
import dev.hark.ask.prompt.PromptQuestion;
import dev.hark.ask.prompt.Today;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Receipt.ReceiptChunk;
import dev.hark.ask.session.Receipt.ReceiptTranscript;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ChunkId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the prompt of an answer again from its receipt, with the same chunks. */
public final class ReplayTurn {
  /** What did fit once fits again. */
  private static final int ROOM = 1 << 30;

  private final RecordingSource recordings;
  private final PromptAssembly assembly;

  public ReplayTurn(RecordingSource recordings, PromptAssembly assembly) {
    this.recordings = recordings;
    this.assembly = assembly;
  }

  /**
   * What came of it.
   *
   * @param prompt as it would be now
   * @param hash of it; the receipt's when nothing has changed since
   * @param missing chunks that are there no more
   */
  public record Replayed(Prompt prompt, String hash, List<ChunkId> missing) {
    public Replayed {
      missing = List.copyOf(missing);
    }
  }

  /**
   * The prompt of this answer.
   *
   * @param past earlier turns that it was given, oldest first
   * @throws IllegalStateException when the transcript that it was made from is there no more
   */
  public Replayed replay(
      Caller caller, Session session, Message.FromUser question, List<Turn> past, Receipt receipt) {
    Caller owner = caller.boundTo(session.owner());
    List<Chunk> chunks =
        recordings.chunks(
            owner, session.owner(), receipt.chunks().stream().map(ReceiptChunk::chunk).toList());
    Map<ChunkId, ReceiptChunk> noted =
        receipt.chunks().stream().collect(Collectors.toMap(one -> one.chunk().chunk(), one -> one));
    List<Chunk> given = chunks.stream().map(chunk -> given(chunk, noted)).toList();
    PromptQuestion asking =
        new PromptQuestion(
            question.content(),
            question.content(),
            receipt.context(),
            Stated.NOTHING,
            Optional.of(new Today(question.createdAt(), receipt.interpretation().zone())));
    Prompt prompt =
        session.scope() instanceof Scope.Recording scope && receipt.transcript().isPresent()
            ? overTranscript(owner, scope, receipt.transcript().get(), past, asking)
            : assembly.overChunks(given, past, asking, ROOM);
    Set<ChunkId> missing = new HashSet<>(noted.keySet());
    chunks.forEach(chunk -> missing.remove(chunk.id()));
    return new Replayed(prompt, Receipts.hash(prompt.request()), List.copyOf(missing));
  }

  private static Chunk given(Chunk chunk, Map<ChunkId, ReceiptChunk> noted) {
    List<Duration> starts =
        Optional.ofNullable(noted.get(chunk.id())).map(ReceiptChunk::starts).orElse(List.of());
    return starts.isEmpty()
        ? chunk
        : chunk.with(
            chunk.segments().stream().filter(segment -> starts.contains(segment.start())).toList());
  }

  private Prompt overTranscript(
      Caller owner,
      Scope.Recording scope,
      ReceiptTranscript given,
      List<Turn> past,
      PromptQuestion asking) {
    if (recordings.transcript(owner, scope.recording()) instanceof TranscriptLookup.Found found
        && assembly.overTranscript(
                found.transcript().by(given.speakers()), List.of(), past, asking, ROOM)
            instanceof TranscriptPrompt.Fits fits) {
      return fits.prompt();
    }
    throw new IllegalStateException(scope.recording() + " has no transcript any more");
  }
}
