package dev.hark.indexer.event.json;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Jackson takes overlong forms and encoded surrogates for text; RFC 3629 does not, and we do not.
 */
final class StrictUtf8 {
  private static final int CHARS_AT_A_TIME = 8_192;

  private StrictUtf8() {}

  static void check(ByteBuffer value) {
    ByteBuffer bytes = value.duplicate();
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(CHARS_AT_A_TIME);
    CoderResult result;
    do {
      result = decoder.decode(bytes, chars.clear(), true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw new UnacceptableEventException(
          ErrorCode.NOT_UTF8, "not UTF-8 at byte " + (bytes.position() - value.position()));
    }
  }
}
