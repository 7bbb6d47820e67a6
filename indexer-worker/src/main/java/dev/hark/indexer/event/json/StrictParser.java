package dev.hark.indexer.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON token by token and refuses keys that come twice in an object, ours and unknown ones,
 * with memory that does not grow with the number of keys: Jackson's own detection has no bound.
 */
final class StrictParser extends JsonParserDelegate {
  /** Nothing of the contract has more than ten keys; this leaves room for unknown fields. */
  private static final int MAX_KEYS = 10_000;

  /** Names are not kept between events: unknown ones would fill the shared table. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Limits.MAX_BYTES).build())
          .build();

  private final Deque<Set<String>> keys = new ArrayDeque<>();

  private StrictParser(JsonParser parser) {
    super(parser);
  }

  /** A parser over the bytes between position and limit, which must be UTF-8. */
  static StrictParser over(ByteBuffer value) throws IOException {
    int offset = value.arrayOffset() + value.position();
    InputStream bytes = new ByteArrayInputStream(value.array(), offset, value.remaining());
    // Given bytes, Jackson would guess other encodings too.
    return new StrictParser(FACTORY.createParser(new InputStreamReader(bytes, UTF_8)));
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token == JsonToken.START_OBJECT) {
      keys.push(new HashSet<>());
    } else if (token == JsonToken.END_OBJECT) {
      keys.pop();
    } else if (token == JsonToken.FIELD_NAME) {
      checkKey(keys.getFirst());
    }
    return token;
  }

  private void checkKey(Set<String> seen) throws IOException {
    if (!seen.add(currentName())) {
      throw new UnacceptableEventException(
          ErrorCode.DUPLICATE_KEY, "a key comes twice in one object, at character " + offset());
    }
    if (seen.size() > MAX_KEYS) {
      throw new UnacceptableEventException(
          ErrorCode.TOO_COMPLEX, "expected at most " + MAX_KEYS + " keys in an object");
    }
  }

  /** Characters (of UTF-16) read so far. */
  long offset() {
    return currentLocation().getCharOffset();
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    int depth = 0;
    JsonToken token = currentToken();
    while (token != null) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return this;
      }
      token = nextToken();
    }
    return this;
  }
}
