package dev.hark.gateway.recording;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;

/** Gives its elements and then fails instead of ending. */
final class BreakingOff<T> implements Iterator<T> {
  private final Iterator<T> elements;

  BreakingOff(List<T> elements) {
    this.elements = elements.iterator();
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public T next() {
    if (!elements.hasNext()) {
      throw new StatusRuntimeException(Status.UNAVAILABLE);
    }
    return elements.next();
  }
}
