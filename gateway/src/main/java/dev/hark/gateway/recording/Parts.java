package dev.hark.gateway.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** Streams one after the other; what they read from is closed with them. */
final class Parts extends SequenceInputStream {
  private final Closeable source;

  Parts(List<InputStream> parts, Closeable source) {
    super(Collections.enumeration(parts));
    this.source = source;
  }

  @Override
  public void close() throws IOException {
    try (source) {
      super.close();
    }
  }
}
