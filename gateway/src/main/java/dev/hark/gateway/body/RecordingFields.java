package dev.hark.gateway.body;

import dev.hark.gateway.error.FailureException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What requests say of recordings, to keep it or to look by it: the same everywhere. What does not
 * fit ends the request with a {@link FailureException} that names the field.
 */
public final class RecordingFields {
  public static final int MAX_TITLE = 200;
  public static final int MAX_TAGS = 20;
  public static final int MAX_TAG = 64;
  public static final int MAX_URL = 2_048;

  /** Of the client's own JSON object. */
  public static final int MAX_METADATA = 8 << 10;

  /** Of the name or label of a speaker, in code points. */
  public static final int MAX_SPEAKER = 128;

  private RecordingFields() {}

  /** Each once. */
  public static Optional<List<String>> tags(Fields fields) {
    return fields
        .optionalTexts("tags", 0, MAX_TAGS)
        .map(tags -> texts(fields.path("tags"), tags, MAX_TAG));
  }

  /** Texts to look by or to keep, each once. */
  public static List<String> texts(String path, List<String> texts, int most) {
    IntStream.range(0, texts.size())
        .filter(i -> texts.get(i).isBlank() || codePoints(texts.get(i)) > most)
        .findFirst()
        .ifPresent(
            i -> {
              throw Fields.wrong("%s[%d]".formatted(path, i), "1 to %d characters".formatted(most));
            });
    return texts.stream().distinct().toList();
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  public static Optional<Instant> time(Fields fields, String name) {
    return fields.optionalText(name).map(text -> Fields.time(fields.path(name), text));
  }

  public static Optional<String> audioUrl(Fields fields) {
    return fields.optionalText("audio_url").map(text -> address(fields.path("audio_url"), text));
  }

  private static String address(String path, String text) {
    try {
      URI address = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme());
      if (web && address.getHost() != null && text.length() <= MAX_URL) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Refused below, as any other that is none.
    }
    throw Fields.wrong(
        path, "an https: or http: address of at most %d characters".formatted(MAX_URL));
  }
}
