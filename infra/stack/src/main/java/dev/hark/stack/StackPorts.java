package dev.hark.stack;

import dev.hark.stack.process.FreePorts;

/** The ports of the servers, all on the loopback interface. */
public record StackPorts(int postgres, int kafka, int openSearch) {
  /** Three that are free now. */
  public static StackPorts free() {
    return new StackPorts(FreePorts.next(), FreePorts.next(), FreePorts.next());
  }
}
