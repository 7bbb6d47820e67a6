package dev.hark.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ScriptedModel;
import dev.hark.runtime.id.Ids.ProjectId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredChatModelTest {
  private static final ProjectId PROJECT = new ProjectId("proj_1");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScriptedModel model = new ScriptedModel("openai", 1_000);
  private final ChatModels metered =
      new Only(model).each(each -> new MeteredChatModel(each, registry));

  @Test
  void countsAnswersByHowTheyEnd() {
    answer(metered.standard(PROJECT));
    answer(metered.find(PROJECT, "openai").orElseThrow());
    model.failsWith(new ModelFailure.Refused("status 401"));
    answer(metered.standard(PROJECT));
    model.failsWith(new ModelFailure.TimedOut("first word"));
    answer(metered.standard(PROJECT));
    assertEquals(2, count("finished"));
    assertEquals(1, count("refused"));
    assertEquals(1, count("timed_out"));
  }

  private long count(String end) {
    return registry
        .get("hark.ask.answers")
        .tag("provider", "openai")
        .tag("end", end)
        .timer()
        .count();
  }

  private static void answer(ChatModel model) {
    var _ =
        model.answer(
            new ChatRequest(
                "", List.of(new Said(Said.By.USER, "When?")), "When?", List.of(), List.of()),
            word -> {});
  }

  private record Only(ChatModel model) implements ChatModels {
    @Override
    public Optional<ChatModel> find(ProjectId project, String provider) {
      return Optional.of(model);
    }

    @Override
    public ChatModel standard(ProjectId project) {
      return model;
    }
  }
}
