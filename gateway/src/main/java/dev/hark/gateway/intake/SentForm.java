package dev.hark.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.intake.SentTranscript.Reading;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A body of {@code multipart/form-data}: the part {@code file}, and the fields as text. */
final class SentForm {
  private static final int MOST_PARTS = 64;
  private static final int LONGEST_HEAD = 8 << 10;

  private SentForm() {}

  /**
   * @throws FailureException when it is no form, or a part is not what its field must be
   */
  static SentTranscript read(String contentType, byte[] body) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    Reading reading = new Reading(body);
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false),
              request,
              StandardCharsets.UTF_8,
              MOST_PARTS,
              LONGEST_HEAD);
      decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
      for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
        take(reading, (HttpData) part);
      }
      return reading.sent();
    } catch (ErrorDataDecoderException
        | HttpPostRequestDecoder.TooManyFormFieldsException
        | HttpPostRequestDecoder.TooLongFormFieldException
        | IOException e) {
      throw new FailureException(
          Failure.invalid(
              null,
              "The body must be a form, 'multipart/form-data' with the boundary that its"
                  + " Content-Type names, and at most %d parts.".formatted(MOST_PARTS)));
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  private static void take(Reading reading, HttpData part) throws IOException {
    String name = part.getName();
    boolean isFile = part instanceof FileUpload;
    if (isFile || name.equals("content")) {
      if (name.equals("file") || name.equals("content")) {
        reading.file(name, part.get());
      }
    } else if (part instanceof Attribute attribute) {
      field(reading, name, attribute.getValue());
    }
  }

  /** A form has texts alone: what is no text in JSON is read as it stands there. */
  private static void field(Reading reading, String name, String value) {
    ObjectNode fields = reading.fields();
    switch (name) {
      case "metadata" -> {
        if (!json(name, value).isObject()) {
          throw Fields.wrong(name, "an object, as JSON");
        }
        reading.metadata(value.getBytes(StandardCharsets.UTF_8));
      }
      case "duration_ms" -> fields.set(name, json(name, value));
      case "tags" -> tags(fields, value);
      default -> {
        if (fields.has(name)) {
          throw Fields.wrong(name, "sent once");
        }
        fields.put(name, value);
      }
    }
  }

  /** One a part, or all as a list. */
  private static void tags(ObjectNode fields, String value) {
    if (value.startsWith("[")) {
      fields.set("tags", json("tags", value));
    } else {
      fields.withArray("tags").add(value);
    }
  }

  private static JsonNode json(String name, String value) {
    try {
      return Json.mapper().readTree(value);
    } catch (JsonProcessingException e) {
      throw Fields.wrong(name, "JSON");
    }
  }
}
