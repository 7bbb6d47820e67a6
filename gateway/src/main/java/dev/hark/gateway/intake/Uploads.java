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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives bodies that may be large. They wait in files while they come; of the large ones one at a
 * time is taken into memory, which its reading takes several times over. Safe for many threads.
 */
@Singleton
final class Uploads {
  /** Of a body: a file, and what stands around it. */
  private static final int MOST = Transcripts.MAX_BYTES + (1 << 20);

  private static final int SMALL = 1 << 20;
  private static final int IN_MEMORY = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore large = new Semaphore(1, true);

  /** A body that has come; to be closed when nothing of it is needed any more. */
  static final class Upload implements AutoCloseable {
    private final byte[] bytes;
    private final Optional<Semaphore> place;

    private Upload(byte[] bytes, Optional<Semaphore> place) {
      this.bytes = bytes;
      this.place = place;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      place.ifPresent(Semaphore::release);
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
    try (Spool spool = new Spool(IN_MEMORY);
        InputStream in = body == null ? InputStream.nullInputStream() : body) {
      byte[] buffer = new byte[1 << 14];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (spool.size() + count > MOST) {
          throw new FailureException(Failure.tooLarge());
        }
        spool.write(buffer, 0, count);
      }
      return upload(spool);
    } catch (IOException e) {
      throw new FailureException(Failure.invalid(null, "The body broke off: send it again."));
    }
  }

  private Upload upload(Spool spool) throws IOException {
    int size = Math.toIntExact(spool.size());
    boolean isLarge = size > SMALL;
    if (isLarge) {
      takePlace();
    }
    byte @Nullable [] bytes = null;
    try (InputStream all = spool.read()) {
      bytes = all.readNBytes(size);
      return new Upload(bytes, isLarge ? Optional.of(large) : Optional.empty());
    } finally {
      if (bytes == null && isLarge) {
        large.release();
      }
    }
  }

  private void takePlace() {
    try {
      if (!large.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new FailureException(Failure.unavailable());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.unavailable());
    }
  }
}
