package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model of a provider: asks, and asks again in another way when a parameter is refused. What a
 * server never takes is remembered; what it did not take for the length of this prompt is not.
 */
final class ProviderChatModel implements ChatModel {
  private static final Logger log = LoggerFactory.getLogger(ProviderChatModel.class);

  /** A server that refuses more than two parameters is to be set up for. */
  private static final int MOST_REQUESTS = 3;

  /** For the body of a refusal. */
  private static final Duration REFUSAL = Duration.ofSeconds(2);

  private static final int MOST_OF_REFUSAL = 64 << 10;

  private final Protocol protocol;
  private final HttpClient client;
  private final ThoughtHabit habit;
  private final ModelProfile profile;

  /** As the server is known to take requests. */
  private volatile ProviderSettings settings;

  ProviderChatModel(ProviderSettings settings, Protocol protocol, HttpClient client) {
    this.protocol = protocol;
    this.client = client;
    this.habit = ThoughtHabit.of(settings);
    this.profile = settings.profile();
    this.settings = settings;
    // Settings that make no sense are found now.
    protocol.model(settings, new RequestWriter());
  }

  @Override
  public ModelProfile profile() {
    return profile;
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    Deadline deadline = new Deadline(settings.timeouts(), System::nanoTime);
    try {
      return answer(request, words, deadline);
    } catch (TimeoutException e) {
      return failed(new ModelFailure.TimedOut(deadline.reason()));
    } catch (ExecutionException e) {
      String name = String.valueOf(e.getCause()).replaceAll(":.*", "");
      return failed(new ModelFailure.Busy("cannot be reached: " + name, Optional.empty()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(new ModelFailure.Broken("interrupted"));
    }
  }

  private Completion answer(ChatRequest request, Words words, Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    ProviderSettings first = settings;
    ProviderSettings asked = first;
    ProviderSettings kept = first;
    for (int number = 1; ; number++) {
      HttpResponse<EventStream> response =
          send(RequestWriter.write(request, protocol, asked), deadline);
      if (response.statusCode() / 100 == 2) {
        if (!kept.equals(first)) {
          settings = kept;
        }
        return new StreamedAnswer(profile.model(), deadline, new ThoughtFilter(words, habit))
            .read(response.body(), protocol);
      }
      Rejection rejection = rejection(response);
      Optional<ProviderSettings> other = asked.without(rejection, protocol.limits());
      if (other.isEmpty() || number == MOST_REQUESTS) {
        return failed(rejection.failure(Clock.systemUTC().instant()));
      }
      log.info(
          "provider={} does not take {} as it was sent: asked again in another way{}",
          profile.provider(),
          rejection.refused(),
          rejection.described());
      if (asked.neverTaken(rejection)) {
        kept = kept.without(rejection, protocol.limits()).orElse(kept);
      }
      asked = other.get();
    }
  }

  private HttpResponse<EventStream> send(HttpRequest request, Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<HttpResponse<EventStream>> sent =
        client.sendAsync(
            request,
            head ->
                new EventStream(
                    head.statusCode() / 100 == 2 ? deadline : deadline.atMost(REFUSAL)));
    try {
      return sent.get(deadline.left(), TimeUnit.NANOSECONDS);
    } finally {
      sent.cancel(true);
    }
  }

  /** Only what is wrong with the request is read: the rest is about the server. */
  private static Rejection rejection(HttpResponse<EventStream> response) {
    int status = response.statusCode();
    try (EventStream body = response.body()) {
      return Rejection.of(
          status,
          response.headers().firstValue("retry-after"),
          status / 100 == 4 && status != 429 ? body.text(MOST_OF_REFUSAL) : "");
    }
  }

  private static Completion failed(ModelFailure failure) {
    return new Completion.Failed(failure);
  }
}
