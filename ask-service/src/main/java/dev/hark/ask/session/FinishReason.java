package dev.hark.ask.session;

/** Why an answer ended. */
public enum FinishReason {
  STOP,
  /** The model's limit cut it. */
  LENGTH,
  /** The provider held it back, whole or from some word on. */
  CONTENT_FILTER
}
