package dev.hark.indexer.event.json;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 as RFC 3629 has it: no overlong forms, no encoded surrogates. */
final class Utf8 {
  private static final int CHARS_AT_A_TIME = 8_192;

  private Utf8() {}

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

  /** How many bytes the first {@code chars} characters (of UTF-16) of checked text take. */
  static int bytes(ByteBuffer value, long chars) {
    int at = value.position();
    for (long left = chars; left > 0; left--) {
      int length = length(value.get(at) & 0xFF);
      at += length;
      // What takes four bytes is two characters.
      left -= length == 4 ? 1 : 0;
    }
    return at - value.position();
  }

  private static int length(int lead) {
    if (lead < 0x80) {
      return 1;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }
}
