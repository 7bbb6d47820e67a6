package dev.hark.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ScriptedModel;
import dev.hark.ask.model.langchain4j.ModelTimeouts;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredModelsTest {
  private static final ProjectId A = new ProjectId("proj_a");
  private static final ProjectId B = new ProjectId("proj_b");

  @Test
  void isLocalWithoutAnyKey() {
    ConfiguredModels models = models(List.of(provider("openai", "")), List.of(), "");
    assertEquals("local", models.standard(A).profile().provider());
    assertEquals(Optional.empty(), models.find(A, "openai"));
    assertEquals(Optional.empty(), models.find(A, "nobody"));
    assertTrue(models.find(A, "local").isPresent());
  }

  @Test
  void takesTheFirstWithAKeyUnlessTold() {
    List<ProviderConfiguration> both = List.of(provider("claude", "k"), provider("openai", "k"));
    assertEquals("openai", models(both, List.of(), "").standard(A).profile().provider());
    assertEquals("claude", models(both, List.of(), "claude").standard(A).profile().provider());
    assertEquals("local", models(both, List.of(), "local").standard(A).profile().provider());
  }

  @Test
  void putsTheKeyOfAProjectFirst() {
    ConfiguredModels models =
        models(
            List.of(provider("openai", "k")),
            List.of(new ProjectKeyConfiguration("proj_b", "openai", "own")),
            "");
    assertNotSame(models.find(A, "openai").orElseThrow(), models.find(B, "openai").orElseThrow());
  }

  @Test
  void knowsAProviderForTheProjectAloneThatHasAKey() {
    ConfiguredModels models =
        models(
            List.of(provider("gemini", "")),
            List.of(new ProjectKeyConfiguration("proj_b", "gemini", "own")),
            "");
    assertEquals(Optional.empty(), models.find(A, "gemini"));
    assertEquals("gemini", models.standard(B).profile().provider());
  }

  @Test
  void refusesADefaultWithoutAKey() {
    assertThrows(
        IllegalArgumentException.class,
        () -> models(List.of(provider("openai", "")), List.of(), "openai"));
  }

  private static ConfiguredModels models(
      List<ProviderConfiguration> providers, List<ProjectKeyConfiguration> keys, String standard) {
    Duration second = Duration.ofSeconds(1);
    return new ConfiguredModels(
        providers,
        keys,
        new ModelTimeouts(second, second, second, second, second),
        _ -> new ScriptedModel("local", 1_000),
        standard);
  }

  private static ProviderConfiguration provider(String name, String key) {
    return new ProviderConfiguration(
        name, key, "", "m", 10_000, 500, "", "", true, "system", "", false);
  }
}
