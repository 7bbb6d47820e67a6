package dev.hark.gateway.testing;

import dev.hark.gateway.key.KeyMaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two gateways on one database and the same services, for all tests of this process. */
public final class TwoGateways {
  /** Short, so that a test of a gateway that dies does not take long. */
  private static final Map<String, Object> SETTINGS =
      Map.of("hark.idempotency.lease", "1s", "hark.idempotency.renewal", "200ms");

  private static final class Holder {
    static final RunningGateway ONE = RunningGateway.start(SETTINGS);
    static final RunningGateway OTHER = ONE.beside(SETTINGS);
  }

  private TwoGateways() {}

  public static RunningGateway one() {
    return Holder.ONE;
  }

  public static RunningGateway other() {
    return Holder.OTHER;
  }

  /** The header with a new API key. */
  public static String bearer(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    // These tests wait by asking again and again.
    all.addAll(List.of("--rate-limit", "1000000"));
    return "Authorization: Bearer " + KeyMaker.create(one().database(), all).path("key").asText();
  }
}
