package dev.hark.ask;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * A model whose answers are counted and timed, by provider and by how they ended. {@code refused}
 * means that a provider does not take the key or the request: somebody has to look.
 */
record MeteredChatModel(ChatModel model, MeterRegistry registry) implements ChatModel {
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
