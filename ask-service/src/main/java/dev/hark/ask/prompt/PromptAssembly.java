package dev.hark.ask.prompt;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.runtime.id.Ids.ChunkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts sources, earlier turns and the question into what a model can read. Sources come before
 * history when room is short. Safe for many threads.
 */
public final class PromptAssembly {
  /**
   * Characters that are numbered as one when there is no room for more numbers: two minutes of
   * speech. So no train meeting takes more tokens than with time, speaker and number on each turn.
   */
  private static final int MOST_JOINED = 1_600;

  private final PromptBudget budget;

  public PromptAssembly(PromptBudget budget) {
    this.budget = budget;
  }

  /** How many chunks are worth being searched for. */
  public int chunks() {
    return budget.chunks();
  }

  /**
   * How many segments of these chunks a prompt over all of this would number: it leaves out what
   * does not fit, and what says again what stands there.
   */
  public long numbered(List<Chunk> counted, List<Chunk> all, int maxInputTokens) {
    int tokens = Math.min(budget.sourceTokens(), maxInputTokens);
    List<Chunk> chosen = ChosenChunks.of(all, budget.chunks(), tokens, Optional.empty());
    Set<ChunkId> ids = counted.stream().map(Chunk::id).collect(Collectors.toSet());
    return SegmentTable.of(chosen).all().stream()
        .filter(segment -> segment.chunk().filter(ids::contains).isPresent())
        .count();
  }

  /**
   * A prompt over what a search found.
   *
   * @param found best first
   * @param past oldest first
   */
  public Prompt overChunks(
      List<Chunk> found, List<Turn> past, PromptQuestion question, int maxInputTokens) {
    int room = maxInputTokens - fixed(question);
    int tokens = Math.min(budget.sourceTokens(), room);
    List<Chunk> chosen = ChosenChunks.of(found, budget.chunks(), tokens, question.today());
    SourceBlock block = SourceBlock.of(chosen, question.today());
    List<Turn> history = history(past, room - block.tokens());
    List<Said> said = said(history);
    said.add(new Said(Said.By.USER, () -> block.text() + question.asked()));
    return prompt(said, question, history, block, chosen, chosen);
  }

  /**
   * A prompt over a whole transcript. The transcript stands first and is the same in every turn, so
   * that providers which keep the beginning of a prompt need not read it again.
   *
   * @param found what a search found in it, best first, for models that want ranks; else none
   * @param past oldest first
   */
  public TranscriptPrompt overTranscript(
      Transcript transcript,
      List<Chunk> found,
      List<Turn> past,
      PromptQuestion question,
      int maxInputTokens) {
    int room = maxInputTokens - fixed(question);
    SourceBlock block = SourceBlock.of(transcript);
    if (block.tokens() > room) {
      block = SourceBlock.of(transcript.joined(MOST_JOINED));
    }
    if (block.tokens() > room) {
      return new TranscriptPrompt.TooLarge(block.tokens(), Math.max(0, room));
    }
    List<Turn> history = history(past, room - block.tokens());
    List<Said> said = said(history);
    said.add(new Said(Said.By.USER, question.asked()));
    Said first = said.getFirst();
    SourceBlock sources = block;
    said.set(0, new Said(first.by(), () -> sources.text() + first.text()));
    return new TranscriptPrompt.Fits(prompt(said, question, history, sources, found, List.of()));
  }

  private List<Turn> history(List<Turn> past, int room) {
    return History.latest(past, Math.min(budget.historyTokens(), room));
  }

  private static int fixed(PromptQuestion question) {
    return TokenEstimate.of(Instructions.TEXT)
        + TokenEstimate.of(question.asked())
        + 2 * History.FRAME;
  }

  private static List<Said> said(List<Turn> history) {
    List<Said> said = new ArrayList<>();
    for (Turn turn : history) {
      said.add(new Said(Said.By.USER, turn.question().content()));
      said.add(new Said(Said.By.MODEL, turn.answer().content()));
    }
    return said;
  }

  private static Prompt prompt(
      List<Said> said,
      PromptQuestion question,
      List<Turn> history,
      SourceBlock block,
      List<Chunk> ranked,
      List<Chunk> used) {
    List<String> earlier = history.stream().map(turn -> turn.question().content()).toList();
    return new Prompt(
        new ChatRequest(
            Instructions.TEXT,
            said,
            question.searched(),
            earlier,
            new Passages(block.segments().all(), ranked),
            question.stated()),
        block.segments(),
        history,
        used);
  }

  /** What came of putting a whole transcript in a prompt. */
  public sealed interface TranscriptPrompt {
    record Fits(Prompt prompt) implements TranscriptPrompt {}

    /**
     * The model cannot read that much.
     *
     * @param transcriptTokens what the transcript takes
     * @param maxTokens what there is room for
     */
    record TooLarge(int transcriptTokens, int maxTokens) implements TranscriptPrompt {}
  }

  /**
   * How much of a prompt goes to what.
   *
   * @param chunks at most so many
   * @param sourceTokens for the chunks of a search, at most
   * @param historyTokens for earlier turns, at most
   */
  public record PromptBudget(int chunks, int sourceTokens, int historyTokens) {
    public PromptBudget {
      if (chunks < 1 || sourceTokens < 1 || historyTokens < 0) {
        throw new IllegalArgumentException(
            "a prompt's budget must be positive: %d chunks, %d and %d tokens"
                .formatted(chunks, sourceTokens, historyTokens));
      }
    }
  }
}
