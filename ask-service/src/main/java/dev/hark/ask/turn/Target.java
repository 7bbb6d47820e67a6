package dev.hark.ask.turn;

import dev.hark.runtime.id.Ids.SessionId;

/** Where a question is asked. */
public sealed interface Target {
  record Existing(SessionId session) implements Target {}

  record Fresh(NewSession session) implements Target {}
}
