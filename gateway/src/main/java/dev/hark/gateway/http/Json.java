package dev.hark.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * JSON as the API speaks it: strict in what it reads; of a record every member is written, nulls
 * too, in the order of its components and in snake_case.
 */
public final class Json {
  /** Deeper than any body of the API by far, and shallow enough for any stack. */
  private static final int MAX_DEPTH = 64;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private Json() {}

  /** Refuses duplicate keys, NaN, deep nesting and whatever follows the value. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer of ours is not JSON", e);
    }
  }

  public static MutableHttpResponse<byte[]> ok(Object value) {
    return fill(HttpResponse.ok(), value);
  }

  /** Makes the value the body; its length is told to a HEAD request, too. */
  public static MutableHttpResponse<byte[]> fill(MutableHttpResponse<?> response, Object value) {
    byte[] body = bytes(value);
    return response
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .contentLength(body.length)
        .body(body);
  }

  public static JsonGenerator generator(OutputStream target) throws IOException {
    return MAPPER.createGenerator(target);
  }
}
