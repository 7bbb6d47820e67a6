package dev.hark.gateway.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Changes to the description, of which clients of the one before notice some. */
class BreakingChangesTest {
  private static final Path KEPT = Path.of("src/main/resources/openapi/openapi.json");

  private static JsonNode kept() throws IOException {
    return Json.mapper().readTree(Files.readString(KEPT));
  }

  /**
   * @param place a pointer to the object that is changed
   * @param value JSON; empty to remove the member
   */
  @ParameterizedTest
  @CsvFileSource(resources = "/openapi/changes.tsv", delimiter = '\t', numLinesToSkip = 1)
  void aClientIsLetDownOrNot(String breaks, String place, String member, String value)
      throws IOException {
    JsonNode changed = kept();
    ObjectNode object = (ObjectNode) changed.at(place);
    if (value == null) {
      assertFalse(object.remove(member) == null, place + " has no " + member);
    } else {
      object.set(member, Json.mapper().readTree(value));
    }
    List<String> found = BreakingChanges.between(kept(), changed);
    assertEquals(breaks.equals("yes"), !found.isEmpty(), found.toString());
  }

  @Test
  void nothingIsFoundWhereNothingChanged() throws IOException {
    assertEquals(List.of(), BreakingChanges.between(kept(), kept()));
  }
}
