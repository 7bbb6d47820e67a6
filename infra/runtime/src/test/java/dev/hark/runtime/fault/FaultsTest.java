package dev.hark.runtime.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void eachIsCounted() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Faults faults = new Faults("hark.test.faults", registry);
    assertEquals(0, registry.get("hark.test.faults").counter().count());
    faults.found("req_1", new IllegalStateException("seen in the log"));
    faults.found("a statement", null);
    assertEquals(2, registry.get("hark.test.faults").counter().count());
  }
}
