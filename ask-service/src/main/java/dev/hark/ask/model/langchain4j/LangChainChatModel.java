package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.model.Said;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A model behind LangChain4j. */
final class LangChainChatModel implements ChatModel {
  private final ProviderSettings settings;
  private final StreamingChatModel model;
  private final AnswerEnd end;

  LangChainChatModel(ProviderSettings settings, StreamingChatModel model, AnswerEnd end) {
    this.settings = settings;
    this.model = model;
    this.end = end;
  }

  @Override
  public ModelProfile profile() {
    return settings.profile();
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    try (StreamWatch watch = StreamWatch.begin(settings.timeouts())) {
      Collector collector = new Collector(watch, words);
      try {
        ask(request, watch, collector);
        watch.read();
      } catch (RuntimeException e) {
        watch.fail(new ModelFailure.Broken(e.getClass().getSimpleName()));
      }
      return completion(watch, collector);
    }
  }

  /** On a thread of its own: the large buffers that libraries keep for each thread end with it. */
  private void ask(ChatRequest request, StreamWatch watch, Collector collector) {
    Runnable asking =
        () ->
            ScopedValue.where(StreamWatch.CURRENT, watch)
                .run(() -> model.chat(messages(request, watch.texts()), collector));
    FutureTask<Boolean> asked = new FutureTask<>(asking, true);
    Thread.ofVirtual().name("ask-model").start(asked);
    try {
      asked.get();
    } catch (ExecutionException e) {
      watch.fail(new ModelFailure.Broken(String.valueOf(e.getCause()).replaceAll(":.*", "")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      watch.fail(new ModelFailure.Broken("interrupted"));
    }
  }

  private Completion completion(StreamWatch watch, Collector collector) {
    Optional<ModelFailure> failure = watch.failure();
    if (failure.isPresent()) {
      return failed(failure.get());
    }
    if (collector.error != null) {
      return failed(
          new ModelFailure.Broken(
              "an error in the stream: " + collector.error.getClass().getSimpleName()));
    }
    if (watch.isBlocked()) {
      return new Completion.Finished(
          settings.profile().model(),
          Completion.Ending.CONTENT_FILTER,
          new Completion.Usage(0, 0, 0));
    }
    return collector.response == null
        ? failed(new ModelFailure.Broken("the stream ended before the answer did"))
        : end.of(settings.profile(), collector.response);
  }

  private static Completion failed(ModelFailure failure) {
    return new Completion.Failed(failure);
  }

  private static List<ChatMessage> messages(ChatRequest request, LateTexts texts) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(request.instructions()));
    for (Said said : request.said()) {
      messages.add(
          switch (said.by()) {
            case USER -> UserMessage.from(texts.name(said.words()));
            // An answer that a filter held back has no words, and providers refuse empty ones.
            case MODEL ->
                AiMessage.from(
                    texts.name(() -> said.text().isBlank() ? "(no answer)" : said.text()));
          });
    }
    return messages;
  }

  /** Takes what comes; all on the thread that asked. */
  private static final class Collector implements StreamingChatResponseHandler {
    private final StreamWatch watch;
    private final Words words;
    private @Nullable ChatResponse response;
    private @Nullable Throwable error;

    Collector(StreamWatch watch, Words words) {
      this.watch = watch;
      this.words = words;
    }

    @Override
    public void onPartialResponse(String piece) {
      if (error == null && watch.failure().isEmpty()) {
        watch.word();
        words.next(piece);
      }
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
      response = complete;
    }

    @Override
    public void onError(Throwable failure) {
      error = failure;
    }
  }
}
