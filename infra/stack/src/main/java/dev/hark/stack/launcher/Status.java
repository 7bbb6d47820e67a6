package dev.hark.stack.launcher;

import java.util.OptionalLong;

/** How a supervised program is doing. */
record Status(Phase phase, OptionalLong pid, int deaths, String message) {
  enum Phase {
    WAITING,
    STARTING,
    READY,
    UNREADY,
    RESTARTING,
    STOPPED
  }

  static final Status WAITING = new Status(Phase.WAITING, OptionalLong.empty(), 0, "");

  boolean isReady() {
    return phase == Phase.READY;
  }
}
