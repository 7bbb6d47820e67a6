package dev.hark.gateway.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and then read: small ones stay in memory, large ones go to a file
 * that has no name any more when its first byte is written, so that nothing of it outlives the
 * process. For one thread at a time.
 */
public final class Spool extends OutputStream {
  private final int memory;
  private final ByteArrayOutputStream small = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long size;

  /**
   * @param memory bytes that may stay in memory
   */
  public Spool(int memory) {
    this.memory = memory;
  }

  public long size() {
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

  /** What was written, from its start, as often as it is asked for and until this is closed. */
  public InputStream read() {
    InputStream start = new ByteArrayInputStream(small.toByteArray());
    return file == null ? start : new SequenceInputStream(start, new FromFile(file));
  }

  /** With a place of its own: several read the same file. */
  private static final class FromFile extends InputStream {
    private final FileChannel file;
    private long place;

    FromFile(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = file.read(ByteBuffer.wrap(bytes, offset, length), place);
      place += Math.max(0, count);
      return count;
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private static FileChannel namelessFile() throws IOException {
    Path path = Files.createTempFile("hark-body", ".bin");
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }
}
