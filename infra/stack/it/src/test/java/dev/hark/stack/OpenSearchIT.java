package dev.hark.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSearchIT {
  private final Stack stack = SharedStack.get();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void findsTheNearestVectorsThatPassAFilter() throws Exception {
    expect(200, send("PUT", "/stack-vectors", INDEX));
    for (int i = 0; i < 20; i++) {
      String tenant = i % 2 == 0 ? "even" : "odd";
      String document = "{\"tenant\":\"%s\",\"embedding\":[1,%d,0]}".formatted(tenant, i);
      expect(201, send("PUT", "/stack-vectors/_doc/" + i, document));
    }
    expect(200, send("POST", "/stack-vectors/_refresh", ""));
    var answer = send("POST", "/stack-vectors/_search", QUERY);
    expect(200, answer);
    assertEquals(List.of("1", "3", "5"), ids(json.readTree(answer.body())));
  }

  @Test
  void neverCreatesAnIndexByUse() throws Exception {
    expect(404, send("PUT", "/stack-nobody-made-it/_doc/1", "{}"));
  }

  @Test
  void listensOnTheLoopbackInterfaceAlone() throws Exception {
    JsonNode nodes = json.readTree(send("GET", "/_nodes/http,transport", "").body()).get("nodes");
    for (JsonNode node : nodes) {
      for (String layer : List.of("http", "transport")) {
        for (JsonNode address : node.get(layer).get("bound_address")) {
          assertTrue(address.asText().startsWith("127.0.0.1:"), address::asText);
        }
      }
    }
  }

  private static final String INDEX =
      """
      {"settings": {"index.knn": true, "number_of_replicas": 0},
       "mappings": {"properties": {
         "tenant": {"type": "keyword"},
         "embedding": {"type": "knn_vector", "dimension": 3,
           "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}}}}}
      """;

  private static final String QUERY =
      """
      {"size": 3, "query": {"knn": {"embedding": {"vector": [1, 0, 0], "k": 3,
        "filter": {"term": {"tenant": "odd"}}}}}}
      """;

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("hits").get("hits").forEach(hit -> ids.add(hit.get("_id").asText()));
    return ids;
  }

  private static void expect(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(stack.openSearchUrl().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
