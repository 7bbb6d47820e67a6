package dev.hark.ask;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import dev.hark.runtime.id.Ids.ProjectId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;

/**
 * Models whose answers are counted and timed, by provider and by how they ended. {@code refused}
 * means that a provider does not take the key or the request: somebody has to look.
 */
final class MeteredModels implements ChatModels {
  private final ChatModels models;
  private final MeterRegistry registry;

  MeteredModels(ChatModels models, MeterRegistry registry) {
    this.models = models;
    this.registry = registry;
  }

  @Override
  public Optional<ChatModel> find(ProjectId project, String provider) {
    return models.find(project, provider).map(model -> new Metered(model, registry));
  }

  @Override
  public ChatModel standard(ProjectId project) {
    return new Metered(models.standard(project), registry);
  }

  private record Metered(ChatModel model, MeterRegistry registry) implements ChatModel {
    @Override
    public ModelProfile profile() {
      return model.profile();
    }

    @Override
    public Completion answer(ChatRequest request, Words words) {
      Timer.Sample sample = Timer.start(registry);
      Completion completion = model.answer(request, words);
      sample.stop(
          Timer.builder("hark.ask.answers")
              .description("Answers of language models, by provider and by how they ended")
              .tag("provider", model.profile().provider())
              .tag("end", end(completion))
              .register(registry));
      return completion;
    }

    private static String end(Completion completion) {
      return switch (completion) {
        case Completion.Finished _ -> "finished";
        case Completion.Failed(ModelFailure.Busy _) -> "busy";
        case Completion.Failed(ModelFailure.TimedOut _) -> "timed_out";
        case Completion.Failed(ModelFailure.Broken _) -> "broken";
        case Completion.Failed(ModelFailure.Refused _) -> "refused";
        case Completion.Failed(ModelFailure.OnlyThoughts _) -> "only_thoughts";
      };
    }
  }
}
