package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.IndexRequest;

class CleanJsonTest {
  private static String stored(String text) throws IOException {
    JsonNode list = JsonNodeFactory.instance.objectNode().set("list", nodes().add(text));
    return Requested.json(IndexRequest.of(put -> put.index("i").document(list)))
        .path("list")
        .path(0)
        .asText();
  }

  private static ArrayNode nodes() {
    return JsonNodeFactory.instance.arrayNode();
  }

  @Test
  void everyTextGoesToTheIndexWithoutNulAndLoneSurrogates() throws IOException {
    assertEquals("a\ufffdb", stored("a\u0000b"));
    assertEquals("\ufffd", stored("\ud83c"));
    assertEquals("\ufffd ok", stored("\ude00 ok"));
    assertEquals("\ufffd😀\ufffd", stored("\ud83d\ud83d\ude00\ude00"));
  }

  @Test
  void whatIsWellFormedStaysAsItIs() throws IOException {
    for (String text : new String[] {"", "שלום 会議 🎙️ \u0001 \u202e \\\"", "\ufffd"}) {
      assertEquals(text, stored(text));
    }
  }

  @Test
  void namesOfFieldsAndValuesOfQueriesToo() throws IOException {
    JsonNode document = JsonNodeFactory.instance.objectNode().put("a\u0000", 1);
    assertEquals(
        "{\"a\ufffd\":1}",
        Requested.json(IndexRequest.of(put -> put.index("i").document(document))).toString());
    Query query = Queries.term("field", "a\u0000");
    assertEquals(
        "a\ufffd", Requested.json(query).path("term").path("field").path("value").asText());
  }
}
