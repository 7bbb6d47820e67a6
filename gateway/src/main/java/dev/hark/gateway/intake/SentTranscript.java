package dev.hark.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.format.TranscriptFormat;
import dev.hark.format.Transcripts;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RecordingFields;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings: fields, and the file, which is as large as all the rest is small.
 *
 * @param fields all but the file
 * @param content the file as it was sent
 * @param metadata the client's own JSON object, as it came
 * @param segments whether the file came as {@code segments}
 */
// Nobody compares two of them.
@SuppressWarnings("ArrayRecordComponent")
record SentTranscript(Fields fields, byte[] content, Optional<String> metadata, boolean segments) {
  /** Of all together but the file. */
  private static final int MAX_FIELDS = 256 << 10;

  private static final int MAX_DEPTH = 64;

  /** Those that are asked for, but for files and metadata. */
  static final Set<String> FIELDS =
      Set.of(
          "recording_id",
          "external_id",
          "end_user_id",
          "title",
          "recorded_at",
          "duration_ms",
          "tags",
          "audio_url",
          "language",
          "format");

  /** Its strings may be whole files. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(Transcripts.MAX_BYTES)
                      .build())
              .build());

  /** What tells the request from another one, however its body was put together. */
  byte[] print() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(fields.toString().getBytes(StandardCharsets.UTF_8));
      digest.update(metadata.orElse("").getBytes(StandardCharsets.UTF_8));
      digest.update((byte) (segments ? 1 : 0));
      digest.update(content);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The format that the client names; empty when the content is to tell. */
  Optional<TranscriptFormat> format() {
    Optional<TranscriptFormat> named =
        fields
            .optionalText("format")
            .map(
                name ->
                    TranscriptFormat.fromWire(name)
                        .orElseThrow(
                            () -> Fields.wrong("format", "one of " + TranscriptFormat.known())));
    if (segments && named.filter(format -> format != TranscriptFormat.SEGMENTS).isPresent()) {
      throw Fields.wrong("format", "'segments', or left out, beside 'segments'");
    }
    return segments ? Optional.of(TranscriptFormat.SEGMENTS) : named;
  }

  /**
   * Reads a body of JSON.
   *
   * @throws FailureException with what to do
   */
  static SentTranscript ofJson(byte[] body) {
    checkUtf8(body);
    for (int i = 0; i < Math.min(4, body.length); i++) {
      if (body[i] == 0) {
        throw refused("The body is not JSON in UTF-8.");
      }
    }
    try (JsonParser in = MAPPER.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw refused("The body must be a JSON object.");
      }
      Reading reading = new Reading(body);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        if (in.nextToken() != JsonToken.VALUE_NULL) {
          reading.take(name, in);
        }
      }
      if (in.nextToken() != null) {
        throw refused("The body must be one JSON object: something follows it.");
      }
      return reading.sent();
    } catch (JsonProcessingException e) {
      throw refused(
          "The body must be one JSON object, without duplicate keys, NaN or deep nesting; it is not"
              + " at line %d, column %d."
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  /** A parser forgives some sequences that are not. */
  private static void checkUtf8(byte[] body) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer out = CharBuffer.allocate(1 << 13);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    if (result.isError()) {
      throw refused("The body is not valid UTF-8.");
    }
  }

  private static FailureException refused(String message) {
    return new FailureException(Failure.invalid(null, message));
  }

  /** Fields as they are found, in JSON or in the parts of a form. */
  static final class Reading {
    private final byte[] body;
    private final ObjectNode fields = MAPPER.createObjectNode();
    private byte @Nullable [] content;
    private @Nullable String metadata;
    private boolean segments;
    private int other;

    Reading(byte[] body) {
      this.body = body;
    }

    /** The value that the parser stands on. */
    private void take(String name, JsonParser in) throws IOException {
      switch (name) {
        case "content" -> file("content", content(in));
        case "segments" -> {
          if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Fields.wrong("segments", "a list of objects");
          }
          segments(slice(in));
        }
        case "metadata" -> {
          if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Fields.wrong("metadata", "an object");
          }
          metadata(slice(in));
        }
        default -> {
          byte[] value = slice(in);
          other += name.length() + value.length;
          if (other > MAX_FIELDS) {
            throw new FailureException(Failure.tooLarge());
          }
          if (FIELDS.contains(name)) {
            fields.set(name, MAPPER.readTree(value));
          }
        }
      }
    }

    private byte[] content(JsonParser in) throws IOException {
      return switch (in.currentToken()) {
        case START_OBJECT, START_ARRAY -> slice(in);
        case VALUE_STRING -> {
          // No String of it: it may be as large as all the rest of the heap.
          var bytes = new ByteArrayOutputStream(body.length);
          try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            in.getText(writer);
          }
          yield bytes.toByteArray();
        }
        default -> throw Fields.wrong("content", "a text, or the JSON of a format");
      };
    }

    private byte[] slice(JsonParser in) throws IOException {
      int start = (int) in.currentTokenLocation().getByteOffset();
      in.skipChildren();
      in.finishToken();
      return Arrays.copyOfRange(body, start, (int) in.currentLocation().getByteOffset());
    }

    void file(String name, byte[] bytes) {
      if (content != null) {
        throw Fields.wrong(name, "the only one of 'content', 'segments' and 'file'");
      }
      content = bytes;
    }

    void metadata(byte[] json) {
      if (metadata != null) {
        throw Fields.wrong("metadata", "sent once");
      }
      if (json.length > RecordingFields.MAX_METADATA) {
        throw Fields.wrong("metadata", "at most 8 KiB");
      }
      metadata = new String(json, StandardCharsets.UTF_8);
    }

    /** The fields that are not files. */
    ObjectNode fields() {
      return fields;
    }

    /** The file came as segments. */
    void segments(byte[] bytes) {
      file("segments", bytes);
      segments = true;
    }

    SentTranscript sent() {
      byte[] file = content;
      if (file == null || file.length == 0) {
        throw new FailureException(
            Failure.invalid(
                "content",
                "'content' is required: the transcript as text or JSON; or 'segments', or the part"
                    + " 'file' of a form."));
      }
      return new SentTranscript(Fields.of(fields), file, Optional.ofNullable(metadata), segments);
    }
  }
}
