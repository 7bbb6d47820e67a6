package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.RetryingChatModel;
import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Makes the models of the providers that Hark knows. */
public final class Providers {
  public static final String GEMINI = "gemini";
  public static final String OPENAI = "openai";
  public static final String CLAUDE = "claude";

  private Providers() {}

  /** A model that is asked again when that helps, and left alone when it keeps failing. */
  public static ChatModel model(ProviderSettings settings) {
    return new RetryingChatModel(
        new BreakingChatModel(plain(settings)), Thread::sleep, RandomGenerator.getDefault());
  }

  /** One call is one request, or a few until the server takes it. */
  static ChatModel plain(ProviderSettings settings) {
    return new ProviderChatModel(
        settings, Protocol.of(settings.profile().provider()), client(settings));
  }

  private static HttpClient client(ProviderSettings settings) {
    // Without TLS asking for HTTP/2 confuses some servers.
    boolean plain =
        settings.baseUrl().filter(url -> url.regionMatches(true, 0, "http:", 0, 5)).isPresent();
    return HttpClient.newBuilder()
        .connectTimeout(settings.timeouts().connect())
        .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }
}
