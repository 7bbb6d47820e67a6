package dev.hark.gateway.idempotency;

/** An answer that is still being made while it is given. */
public interface StreamedAnswer extends AutoCloseable {
  /** The client has all or has left; what is being made is made to its end if it is to be kept. */
  @Override
  void close();
}
