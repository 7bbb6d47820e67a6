package dev.hark.search.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetadataValuesTest {
  @Test
  void aValueIsTheSameAtItsPlaceAlone() {
    assertEquals(
        Set.of("/a=\"x\"", "/b/c=true", "/b/d~1e~2~0=1"),
        MetadataValues.of("{\"a\":\"x\",\"b\":{\"c\":true,\"d/e=~\":1.0},\"n\":null,\"l\":[1]}"));
    assertEquals(MetadataValues.of("{\"a\":100}"), MetadataValues.asked("{\"a\":1e2}").values());
    assertEquals(Set.of("/a=1E+999999999"), MetadataValues.of("{\"a\":1e999999999}"));
  }

  @Test
  void whatIsNoObjectOfSingleValuesIsNoFilterAndHasNone() {
    assertEquals(Set.of(), MetadataValues.of(null));
    assertEquals(Set.of(), MetadataValues.of("nonsense"));
    assertEquals(Set.of(), MetadataValues.of("{\"a\":".repeat(500) + "1" + "}".repeat(500)));
    for (String wrong : List.of("7", "[]", "{", "", "{\"a\":[]}", "{\"a\":null}")) {
      assertThrows(IllegalArgumentException.class, () -> MetadataValues.asked(wrong), wrong);
    }
  }
}
