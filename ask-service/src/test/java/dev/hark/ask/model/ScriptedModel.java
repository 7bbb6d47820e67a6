package dev.hark.ask.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A model that says what it is told to say, and keeps what it was asked. */
public final class ScriptedModel implements ChatModel {
  private final ModelProfile profile;
  private final List<ChatRequest> asked = new ArrayList<>();
  private Function<ChatRequest, List<String>> script = request -> List.of("Yes.");
  private Completion completion =
      new Completion.Finished(
          "scripted-1", Completion.Ending.STOP, new Completion.Usage(100, 10, 5));
  private List<String> thoughts = List.of();
  private CountDownLatch gate = new CountDownLatch(0);

  public ScriptedModel(String provider, int contextTokens) {
    this(new ModelProfile(provider, "scripted", contextTokens, 500));
  }

  public ScriptedModel(ModelProfile profile) {
    this.profile = profile;
  }

  public synchronized void says(String... pieces) {
    List<String> said = List.of(pieces);
    script = request -> said;
  }

  /** Tells these first, and takes them back before it says anything. */
  public synchronized void thinksAloud(String... pieces) {
    thoughts = List.of(pieces);
  }

  /** Answers as the request makes it answer. */
  public synchronized void obeys(Function<ChatRequest, List<String>> other) {
    script = other;
  }

  public synchronized void endsWith(Completion other) {
    completion = other;
  }

  public synchronized void failsWith(ModelFailure failure) {
    completion = new Completion.Failed(failure);
  }

  public synchronized void recovers() {
    completion =
        new Completion.Finished(
            "scripted-1", Completion.Ending.STOP, new Completion.Usage(100, 10, 5));
  }

  /** Waits after its first piece until the latch is at zero. */
  public synchronized void waitsFor(CountDownLatch latch) {
    gate = latch;
  }

  public synchronized List<ChatRequest> asked() {
    return List.copyOf(asked);
  }

  @Override
  public ModelProfile profile() {
    return profile;
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    List<String> pieces;
    CountDownLatch latch;
    Completion end;
    synchronized (this) {
      asked.add(request);
      pieces = script.apply(request);
      latch = gate;
      end = completion;
    }
    thoughts.forEach(words::next);
    if (!thoughts.isEmpty()) {
      words.startOver();
    }
    for (int i = 0; i < pieces.size(); i++) {
      words.next(pieces.get(i));
      if (i == 0) {
        await(latch);
      }
    }
    return end;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
