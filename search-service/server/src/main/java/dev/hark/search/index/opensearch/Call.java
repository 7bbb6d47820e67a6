package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/** A request to OpenSearch. */
record Call(String method, String path, Map<String, String> parameters, @Nullable Content content) {
  private static final ContentType LINES = ContentType.create("application/x-ndjson");

  /** What a request carries. */
  interface Content {
    void addTo(SimpleRequestBuilder request);
  }

  static Call of(String method, String path) {
    return new Call(method, path, Map.of(), null);
  }

  Call with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Call(method, path, more, content);
  }

  Call json(JsonNode node) {
    return with(request -> request.setBody(Json.bytes(node), ContentType.APPLICATION_JSON));
  }

  Call lines(Lines lines) {
    return with(request -> request.setBody(lines.toBytes(), LINES));
  }

  private Call with(Content added) {
    return new Call(method, path, parameters, added);
  }

  SimpleHttpRequest to(String address) {
    SimpleRequestBuilder request = SimpleRequestBuilder.create(method).setUri(address + path);
    parameters.forEach(request::addParameter);
    if (content != null) {
      content.addTo(request);
    }
    return request.build();
  }
}
