package dev.hark.gateway.intake;

import dev.hark.format.Transcripts;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Spool;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives bodies that may be large. They wait in files while they come; as much as the largest has
 * is taken into memory at once, which its reading takes several times over: others wait. Safe for
 * many threads.
 */
@Singleton
final class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  /** Of a body: a file, and what stands around it. */
  private static final int MOST = Transcripts.MAX_BYTES + (1 << 20);

  /** Of bodies that are read at once, together. */
  private static final int AT_ONCE = MOST;

  /** Bodies that come or wait: 1 GiB in files at most. */
  private static final int RECEIVED = 32;

  private static final int IN_MEMORY = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore memory = new Semaphore(AT_ONCE, true);
  private final Semaphore received = new Semaphore(RECEIVED);

  /** A body that has come; to be closed when nothing of it is needed any more. */
  static final class Upload implements AutoCloseable {
    private final byte[] bytes;
    private final Semaphore memory;
    private final AtomicInteger users = new AtomicInteger(1);

    private Upload(byte[] bytes, Semaphore memory) {
      this.bytes = bytes;
      this.memory = memory;
    }

    /** Does work that needs it, on whatever thread: it stays until that is done too. */
    <T> T during(Supplier<T> work) {
      users.incrementAndGet();
      try {
        return work.get();
      } finally {
        close();
      }
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      if (users.decrementAndGet() == 0) {
        memory.release(bytes.length);
      }
    }
  }

  /**
   * Returns when all of the body is there and there is a place for it.
   *
   * @throws FailureException when it is too large, breaks off, or no place is free in time
   */
  Upload receive(HttpRequest<?> request, @Nullable InputStream body) {
    if (request.getContentLength() > MOST) {
      throw new FailureException(Failure.tooLarge());
    }
    if (!received.tryAcquire()) {
      throw new FailureException(Failure.unavailable());
    }
    try (Spool spool = new Spool(IN_MEMORY);
        InputStream in = body == null ? InputStream.nullInputStream() : body) {
      byte[] buffer = new byte[1 << 14];
      for (int count = next(in, buffer); count >= 0; count = next(in, buffer)) {
        if (spool.size() + count > MOST) {
          throw new FailureException(Failure.tooLarge());
        }
        spool.write(buffer, 0, count);
      }
      return upload(spool);
    } catch (IOException e) {
      log.warn("a body cannot be kept in a file: {}", e.toString());
      throw new FailureException(Failure.unavailable());
    } finally {
      received.release();
    }
  }

  private static int next(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new FailureException(Failure.invalid(null, "The body broke off: send it again."));
    }
  }

  private Upload upload(Spool spool) throws IOException {
    int size = Math.toIntExact(spool.size());
    takeMemory(size);
    byte @Nullable [] bytes = null;
    try (InputStream all = spool.read()) {
      bytes = all.readNBytes(size);
      return new Upload(bytes, memory);
    } finally {
      if (bytes == null) {
        memory.release(size);
      }
    }
  }

  private void takeMemory(int size) {
    try {
      if (!memory.tryAcquire(size, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new FailureException(Failure.unavailable());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.unavailable());
    }
  }
}
