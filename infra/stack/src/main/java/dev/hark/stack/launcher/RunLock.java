package dev.hark.stack.launcher;

import dev.hark.stack.installation.Home;
import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One launcher per data folder. The system lets go of it when the process ends in any way. */
final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Empty when another process has it. */
  static Optional<RunLock> take(Home home) throws IOException {
    home.make();
    OwnerOnly.file(home.lock());
    FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new RunLock(channel));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
