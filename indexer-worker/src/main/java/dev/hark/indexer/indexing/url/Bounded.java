package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.io.InputStream;

/** Reads no more than a transcript may have. */
final class Bounded {
  private Bounded() {}

  static byte[] read(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(Limits.MAX_BYTES + 1);
    if (bytes.length > Limits.MAX_BYTES) {
      throw new UnacceptableEventException(
          ErrorCode.TOO_LARGE,
          "data.transcript_url: expected at most %d bytes".formatted(Limits.MAX_BYTES));
    }
    return bytes;
  }
}
