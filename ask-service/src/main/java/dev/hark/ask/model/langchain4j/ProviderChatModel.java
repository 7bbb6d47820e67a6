package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
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

  private final ProviderSettings settings;
  private final Protocol protocol;
  private final Exchange exchange;
  private final ThoughtHabit habit;
  private volatile Requests requests;

  /** What writes requests with these settings. */
  private record Requests(ProviderSettings settings, StreamingChatModel model) {}

  /**
   * One of the requests of a call.
   *
   * @param asked how it is written
   * @param kept how the next calls are written when this one is answered
   */
  private record Attempt(Requests asked, Requests kept, int number) {}

  ProviderChatModel(ProviderSettings settings, Protocol protocol, HttpClient client) {
    this.settings = settings;
    this.protocol = protocol;
    this.exchange = new Exchange(client, protocol);
    this.habit = ThoughtHabit.of(settings);
    this.requests = requests(settings);
  }

  private Requests requests(ProviderSettings changed) {
    return new Requests(
        changed, protocol.requests(changed, changed.dialect(), new BuiltRequest.Builder()));
  }

  @Override
  public ModelProfile profile() {
    return settings.profile();
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    Deadline deadline = new Deadline(settings.timeouts(), System::nanoTime);
    Requests first = requests;
    Attempt attempt = new Attempt(first, first, 1);
    while (true) {
      Requests asked = attempt.asked();
      switch (exchange.ask(request, asked.model(), asked.settings().dialect(), deadline)) {
        case Exchange.Reply.Failed(ModelFailure failure) -> {
          return new Completion.Failed(failure);
        }
        case Exchange.Reply.Answer(TimedBody body) -> {
          if (!attempt.kept().equals(first)) {
            requests = attempt.kept();
          }
          return read(body, deadline, words);
        }
        case Exchange.Reply.Refused(HttpResponse<TimedBody> response, Rejection rejection) -> {
          Optional<ProviderSettings> other = without(asked.settings(), rejection);
          if (other.isEmpty() || attempt.number() == MOST_REQUESTS) {
            return failed(response, rejection);
          }
          log.info(
              "provider={} does not take {} as it was sent: asked again in another way{}",
              settings.profile().provider(),
              rejection.refused(),
              rejection.described());
          attempt = next(attempt, other.get(), rejection);
        }
      }
    }
  }

  private Attempt next(Attempt attempt, ProviderSettings other, Rejection rejection) {
    Requests kept = attempt.kept();
    if (remembered(attempt.asked().settings(), rejection)) {
      kept = without(kept.settings(), rejection).map(this::requests).orElse(kept);
    }
    return new Attempt(requests(other), kept, attempt.number() + 1);
  }

  /** Whether the server would not take it with any prompt. A shorter answer is always taken. */
  private boolean remembered(ProviderSettings sent, Rejection rejection) {
    return !rejection.ofValue() || maximum(sent, rejection).isPresent();
  }

  private OptionalInt maximum(ProviderSettings sent, Rejection rejection) {
    boolean unlimited =
        sent.dialect().limit() == Dialect.Limit.NONE
            && protocol.limits().contains(Dialect.Limit.NONE);
    return unlimited ? OptionalInt.empty() : rejection.maximum(sent.profile().maxOutputTokens());
  }

  /** How to ask instead; empty when there is no other way. */
  private Optional<ProviderSettings> without(ProviderSettings sent, Rejection rejection) {
    OptionalInt maximum = maximum(sent, rejection);
    return maximum.isPresent()
        ? Optional.of(sent.withMaxOutputTokens(maximum.getAsInt()))
        : sent.dialect().without(rejection, protocol.limits()).map(sent::with);
  }

  private Completion read(TimedBody body, Deadline deadline, Words words) {
    ThoughtFilter filter = new ThoughtFilter(words, habit);
    StreamedAnswer answer = new StreamedAnswer(settings.profile().model(), deadline, filter);
    return new AnswerReader(protocol, body, deadline, answer).read();
  }

  private static Completion failed(HttpResponse<TimedBody> response, Rejection rejection) {
    return new Completion.Failed(
        StatusFailures.of(
            response.statusCode(),
            rejection.described(),
            response.headers().firstValue("retry-after"),
            Clock.systemUTC().instant()));
  }
}
