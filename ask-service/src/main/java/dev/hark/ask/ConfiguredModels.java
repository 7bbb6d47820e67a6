package dev.hark.ask;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.langchain4j.ModelTimeouts;
import dev.hark.ask.model.langchain4j.Providers;
import dev.hark.ask.model.local.LocalChatModel;
import dev.hark.runtime.id.Ids.ProjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The models that the configuration has keys for, and the local one. */
final class ConfiguredModels implements ChatModels {
  private static final List<String> ORDER =
      List.of(Providers.GEMINI, Providers.OPENAI, Providers.CLAUDE);

  /** Project and provider; the project is blank for everybody's. */
  private record Key(String project, String provider) {}

  private final Map<Key, ChatModel> models = new HashMap<>();
  private final Function<ProjectId, ChatModel> local;
  private final String defaultProvider;

  /**
   * Reads what is set up.
   *
   * @param local a project's, made when it is first asked
   * @throws IllegalArgumentException when a setting makes no sense, saying what to do
   */
  ConfiguredModels(
      List<ProviderConfiguration> providers,
      List<ProjectKeyConfiguration> projectKeys,
      ModelTimeouts timeouts,
      Function<ProjectId, ChatModel> local,
      String defaultProvider) {
    this.local = local;
    this.defaultProvider = defaultProvider.strip();
    for (ProviderConfiguration provider : providers) {
      add("", provider, provider.apiKey(), timeouts);
      projectKeys.stream()
          .filter(key -> key.provider().equals(provider.name()))
          .forEach(key -> add(key.project(), provider, key.apiKey(), timeouts));
    }
    checkDefault();
  }

  @Override
  public Optional<ChatModel> find(ProjectId project, String provider) {
    if (provider.equals(LocalChatModel.PROVIDER)) {
      return Optional.of(local.apply(project));
    }
    return Optional.ofNullable(models.get(new Key(project.value(), provider)))
        .or(() -> Optional.ofNullable(models.get(new Key("", provider))));
  }

  @Override
  public ChatModel standard(ProjectId project) {
    if (!defaultProvider.isEmpty()) {
      return find(project, defaultProvider).orElseGet(() -> local.apply(project));
    }
    return ORDER.stream()
        .flatMap(provider -> find(project, provider).stream())
        .findFirst()
        .orElseGet(() -> local.apply(project));
  }

  private void add(
      String project, ProviderConfiguration provider, String apiKey, ModelTimeouts timeouts) {
    if (!apiKey.isBlank()) {
      models.put(
          new Key(project, provider.name()),
          Providers.model(ProviderDialect.settings(provider, apiKey.strip(), timeouts)));
    }
  }

  private void checkDefault() {
    boolean known =
        defaultProvider.isEmpty()
            || defaultProvider.equals(LocalChatModel.PROVIDER)
            || models.keySet().stream().anyMatch(key -> key.provider().equals(defaultProvider));
    if (!known) {
      throw new IllegalArgumentException(
          "HARK_DEFAULT_PROVIDER is %s, which has no API key: set it, or use local"
              .formatted(defaultProvider));
    }
  }
}
