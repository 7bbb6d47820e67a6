package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.retrieval.ContentWords;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Answers with up to eight sentences of the sources that fit the question best, each cited; says so
 * when nothing fits. Needs no key and no network. It quotes and never concludes: its model is named
 * extractive so that nobody takes it for a language model. Safe for many threads.
 */
public final class LocalChatModel implements ChatModel {
  /** As clients name it. */
  public static final String PROVIDER = "local";

  /** As answers name it. */
  public static final String MODEL = "hark-extractive-1";

  /** What is said when nothing fits. */
  static final String DECLINES =
      "Nothing in these recordings answers this question, as far as I can find.";

  /** No transcript is too long to be quoted from: the largest has 100,000 segments. */
  private static final int CONTEXT = 50_000_000;

  private static final ModelProfile PROFILE =
      new ModelProfile(PROVIDER, MODEL, CONTEXT, 8_192, true);
  private static final Completion.Usage NO_TOKENS = new Completion.Usage(0, 0, 0);

  private final Embedder embedder;
  private final PassageVectors vectors;

  /**
   * @param embedder must be e5-small-v2: what fits is judged by its cosines
   * @param keptVectors passages whose vectors are kept; each takes about 2 KiB
   */
  public LocalChatModel(Embedder embedder, int keptVectors) {
    this.embedder = embedder;
    this.vectors = new PassageVectors(embedder, keptVectors);
  }

  @Override
  public ModelProfile profile() {
    return PROFILE;
  }

  @Override
  public Completion answer(ChatRequest request, ChatModel.Words told) {
    if (request.stated().all()) {
      new Excerpts(request.question()).of(newestFirst(request.passages())).forEach(told::next);
      return new Completion.Finished(MODEL, Completion.Ending.STOP, NO_TOKENS);
    }
    try {
      String question = inContext(request);
      List<Passage> passages = List.copyOf(request.passages());
      WordFit words = new WordFit(question, passages);
      List<Integer> shortlist = Shortlist.of(passages, words);
      Fit fit = Fit.of(question, passages, shortlist, words, embedder, vectors);
      if (passages.isEmpty() || !fit.answers()) {
        String nothing = request.stated().nothing();
        told.next(nothing.isEmpty() ? DECLINES : nothing);
      } else {
        List<Passage> best = Moments.best(passages, fit).stream().map(passages::get).toList();
        new Excerpts(question).of(best).forEach(told::next);
      }
      return new Completion.Finished(MODEL, Completion.Ending.STOP, NO_TOKENS);
    } catch (EmbeddingFailedException e) {
      return new Completion.Failed(new ModelFailure.Broken(String.valueOf(e.getMessage())));
    }
  }

  /** Recordings, the words of each in their order. */
  private static List<Passage> newestFirst(List<Passage> passages) {
    return passages.stream()
        .sorted(
            Comparator.comparing(
                (Passage passage) -> passage.recordedAt().orElse(Instant.MIN),
                Comparator.reverseOrder()))
        .toList();
  }

  /** A follow-up is read together with what it follows, back to where something is said. */
  private static String inContext(ChatRequest request) {
    List<String> asked = new ArrayList<>(List.of(request.question()));
    for (int i = request.earlier().size() - 1; i >= 0; i--) {
      asked.addFirst(request.earlier().get(i));
      if (!ContentWords.of(request.earlier().get(i)).isEmpty()) {
        break;
      }
    }
    return String.join(" ", asked);
  }
}
