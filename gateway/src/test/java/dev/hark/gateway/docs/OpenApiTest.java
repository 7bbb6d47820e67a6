package dev.hark.gateway.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.http.Json;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The kept description is what the code gives, and takes nothing away from clients of the last
 * release. After a change on purpose run this with {@code -Dopenapi.write=true}.
 */
class OpenApiTest {
  private static final Path KEPT = Path.of("src/main/resources/openapi/openapi.json");
  private static final Path RELEASED = Path.of("src/test/resources/openapi/released.json");

  /** What the contract says since the last release: words that are not there yet are null. */
  private static final List<String> CONTRACTED =
      List.of(
          "get /v1/transcriptions/{id} 200.text: type [null, string], was [string]",
          "get /v1/transcriptions/{id} 200.segments: type [array, null], was [array]");

  private static String text(JsonNode document) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return Json.mapper().writer(printer).writeValueAsString(document) + "\n";
  }

  private static String described() throws IOException {
    try (ApplicationContext context = ApplicationContext.run(Map.of(), Environment.TEST)) {
      return text(ApiDescription.of(context.getBean(Router.class)));
    }
  }

  @Test
  void theKeptFileIsWhatTheCodeGives() throws IOException {
    String described = described();
    if (Boolean.getBoolean("openapi.write")) {
      Files.createDirectories(KEPT.getParent());
      Files.writeString(KEPT, described);
    }
    assertEquals(
        described, Files.readString(KEPT), "changed on purpose? run with -Dopenapi.write=true");
  }

  @Test
  void nothingElseIsTakenFromClientsOfTheLastRelease() throws IOException {
    JsonNode released = Json.mapper().readTree(Files.readString(RELEASED));
    JsonNode kept = Json.mapper().readTree(Files.readString(KEPT));
    assertEquals(CONTRACTED, BreakingChanges.between(released, kept));
  }

  @Test
  void everyExampleFitsItsSchema() throws IOException {
    Contract contract = new Contract(Json.mapper().readTree(Files.readString(KEPT)));
    List<JsonNode> examples = new RecordedExamples().all();
    assertTrue(examples.size() > 5, "recorded examples");
    for (JsonNode example : examples) {
      assertEquals(List.of(), contract.complaints(example), example.path("name").asText());
    }
  }
}
