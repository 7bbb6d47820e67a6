package dev.hark.indexer.event.json;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The rules for a whole JSON text, and Jackson's exceptions in our words. */
final class JsonDocument {
  /** Reads a value of a text. */
  interface Reader<T> {
    T read(ByteBuffer value) throws IOException;
  }

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private JsonDocument() {}

  static <T> T read(ByteBuffer value, Reader<T> reader) {
    if (value.remaining() > Limits.MAX_BYTES) {
      throw new UnacceptableEventException(
          ErrorCode.TOO_LARGE,
          "expected at most %d bytes, not %d".formatted(Limits.MAX_BYTES, value.remaining()));
    }
    Utf8.check(value);
    try {
      return reader.read(withoutByteOrderMark(value));
    } catch (StreamConstraintsException e) {
      throw new UnacceptableEventException(
          ErrorCode.TOO_COMPLEX, "nested too deep, or a key or number too long");
    } catch (StreamReadException e) {
      throw new UnacceptableEventException(ErrorCode.NOT_JSON, malformed(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It must not be there, but some writers cannot help it. */
  private static ByteBuffer withoutByteOrderMark(ByteBuffer value) {
    return value.remaining() >= MARK.length
            && value.slice(value.position(), MARK.length).equals(ByteBuffer.wrap(MARK))
        ? value.slice(value.position() + MARK.length, value.remaining() - MARK.length)
        : value;
  }

  static void expectEnd(StrictParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new UnacceptableEventException(
          ErrorCode.NOT_JSON, "more than one JSON value, at character " + parser.offset());
    }
  }

  /** Jackson's own message repeats the text around the place. */
  private static String malformed(StreamReadException e) {
    return "malformed JSON at character " + Math.max(0, e.getLocation().getCharOffset());
  }
}
