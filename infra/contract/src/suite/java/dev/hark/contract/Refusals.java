package dev.hark.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Calls that are not done, and why. */
final class Refusals {
  private Refusals() {}

  static Status refusal(Runnable call) {
    return assertThrows(StatusRuntimeException.class, call::run).getStatus();
  }

  /** Search-service names the field first. */
  static void assertInvalid(String field, Runnable call) {
    Status status = refusal(call);
    assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode(), status::toString);
    assertTrue(
        String.valueOf(status.getDescription()).matches("(?s)" + field + ": .+"),
        () -> field + " is not named by " + status);
  }
}
