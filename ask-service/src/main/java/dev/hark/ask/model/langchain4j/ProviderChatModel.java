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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model of a provider: asks, and asks again without a parameter that is refused; what a server
 * does not take is remembered.
 */
final class ProviderChatModel implements ChatModel {
  private static final Logger log = LoggerFactory.getLogger(ProviderChatModel.class);

  /** A server that refuses more than two parameters is to be set up for. */
  private static final int MOST_REQUESTS = 3;

  private final ProviderSettings settings;
  private final Protocol protocol;
  private final Exchange exchange;
  private final AtomicBoolean closingTagAlone;
  private volatile Requests requests;

  /** What writes requests in one dialect. */
  private record Requests(Dialect dialect, StreamingChatModel model) {}

  ProviderChatModel(ProviderSettings settings, Protocol protocol, HttpClient client) {
    this.settings = settings;
    this.protocol = protocol;
    this.exchange = new Exchange(client, protocol);
    this.closingTagAlone =
        new AtomicBoolean(
            settings.dialect().thinksFirst()
                || (settings.baseUrl().isPresent()
                    && ThoughtFilter.closesAlone(settings.profile().model())));
    this.requests = requests(settings.dialect());
  }

  private Requests requests(Dialect dialect) {
    return new Requests(dialect, protocol.requests(settings, dialect, new BuiltRequest.Builder()));
  }

  @Override
  public ModelProfile profile() {
    return settings.profile();
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    Deadline deadline = new Deadline(settings.timeouts(), System::nanoTime);
    return answer(request, words, requests, deadline, 1);
  }

  private Completion answer(
      ChatRequest request, Words words, Requests asked, Deadline deadline, int call) {
    return switch (exchange.ask(request, asked.model(), asked.dialect(), deadline)) {
      case Exchange.Reply.Failed(ModelFailure failure) -> new Completion.Failed(failure);
      case Exchange.Reply.Answer(TimedBody body) -> {
        if (call > 1) {
          requests = asked;
        }
        yield read(body, deadline, words);
      }
      case Exchange.Reply.Refused(HttpResponse<TimedBody> response, Rejection rejection) -> {
        Optional<Dialect> other = asked.dialect().without(rejection);
        if (other.isEmpty() || call == MOST_REQUESTS) {
          yield failed(response, rejection);
        }
        log.info(
            "provider={} does not take {} as it was sent: asked again in another way{}",
            settings.profile().provider(),
            rejection.refused(),
            rejection.described());
        yield answer(request, words, requests(other.get()), deadline, call + 1);
      }
    };
  }

  private Completion read(TimedBody body, Deadline deadline, Words words) {
    boolean mayHold = settings.baseUrl().isPresent();
    ThoughtFilter filter = new ThoughtFilter(words, mayHold, closingTagAlone);
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
