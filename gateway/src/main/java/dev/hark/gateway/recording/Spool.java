package dev.hark.gateway.recording;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and then read once: small ones stay in memory, large ones go to a
 * file that has no name any more when its first byte is written, so that nothing of it outlives the
 * process. For one thread at a time.
 */
final class Spool extends OutputStream {
  private final int memory;
  private final ByteArrayOutputStream small = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long size;

  /**
   * @param memory bytes that may stay in memory
   */
  Spool(int memory) {
    this.memory = memory;
  }

  long size() {
    return size;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    if (file == null && small.size() + length > memory) {
      file = namelessFile();
    }
    if (file == null) {
      small.write(bytes, offset, length);
    } else {
      Channels.newOutputStream(file).write(bytes, offset, length);
    }
  }

  /** What was written, from its start; closing it gives the file back. */
  InputStream read() throws IOException {
    InputStream start = new ByteArrayInputStream(small.toByteArray());
    if (file == null) {
      return start;
    }
    file.position(0);
    return new SequenceInputStream(start, Channels.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private static FileChannel namelessFile() throws IOException {
    Path path = Files.createTempFile("hark-transcript", ".json");
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }
}
