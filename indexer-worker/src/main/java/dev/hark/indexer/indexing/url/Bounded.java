package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/** Reads no more than a transcript may have. */
final class Bounded {
  /** Up to this it needs no place: so much there is room for, however many are read. */
  static final int SMALL = 256 << 10;

  private Bounded() {}

  /** Nothing when it is large and has no place now: then it has to be read anew with one. */
  static Optional<byte[]> read(InputStream stream, Place place) throws IOException {
    byte[] head = stream.readNBytes(SMALL + 1);
    if (head.length <= SMALL) {
      return Optional.of(head);
    }
    return place.tryTake()
        ? Optional.of(whole(new SequenceInputStream(new ByteArrayInputStream(head), stream)))
        : Optional.empty();
  }

  private static byte[] whole(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(Limits.MAX_BYTES + 1);
    if (bytes.length > Limits.MAX_BYTES) {
      throw new UnacceptableEventException(
          ErrorCode.TOO_LARGE,
          "data.transcript_url: expected at most %d bytes".formatted(Limits.MAX_BYTES));
    }
    return bytes;
  }
}
