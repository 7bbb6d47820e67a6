package dev.hark.gateway.body;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of a request's body to the object that they must be. */
public final class RequestBody {
  private RequestBody() {}

  /**
   * The fields of the body.
   *
   * @throws FailureException with what to do, when the body is not one JSON object
   */
  public static Fields of(HttpRequest<?> request, byte @Nullable [] bytes) {
    if (json(request, bytes) instanceof ObjectNode object) {
      return Fields.of(object);
    }
    throw refused("The body must be a JSON object.");
  }

  /**
   * The body as whatever it is.
   *
   * @throws FailureException with what to do, when it is not one JSON value
   */
  public static JsonNode json(HttpRequest<?> request, byte @Nullable [] bytes) {
    checkContentType(request);
    if (bytes == null || bytes.length == 0) {
      throw refused("The body is empty: send a JSON object.");
    }
    return parse(text(bytes));
  }

  /**
   * The value of a member of a body as it was sent, byte for byte: of one that {@link #of} has
   * taken.
   */
  public static Optional<String> asSent(byte[] body, String member) {
    try (JsonParser in = Json.mapper().createParser(body)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals(member);
        JsonToken value = in.nextToken();
        int start = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        if (wanted && value != JsonToken.VALUE_NULL) {
          in.finishToken();
          int end = (int) in.currentLocation().getByteOffset();
          return Optional.of(new String(body, start, end - start, StandardCharsets.UTF_8));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("a body that was read cannot be read again", e);
    }
  }

  /** None at all is taken for JSON, as there is nothing else it could be. */
  private static void checkContentType(HttpRequest<?> request) {
    @Nullable String sent = request.getHeaders().get("Content-Type");
    if (sent != null && !isJson(sent)) {
      throw refused("Send the body as JSON in UTF-8, with 'Content-Type: application/json'.");
    }
  }

  /** Whether the header of a body says that it is JSON in UTF-8. */
  public static boolean isJson(String contentType) {
    try {
      MediaType type = MediaType.of(contentType);
      Optional<String> charset = type.getParameters().get("charset");
      return type.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON)
          && charset.filter(name -> !name.replace("\"", "").equalsIgnoreCase("utf-8")).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Before parsing: a parser forgives some sequences that are not UTF-8. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused("The body is not valid UTF-8.");
    }
  }

  private static JsonNode parse(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw refused(
          "The body must be one JSON object, without duplicate keys or deep nesting%s."
              .formatted(place(e.getLocation())));
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : "; it is not at line %d, column %d"
            .formatted(location.getLineNr(), location.getColumnNr());
  }

  private static FailureException refused(String message) {
    return new FailureException(Failure.invalid(null, message));
  }
}
