package dev.hark.gateway.error;

/** What a client can branch on: the status and code of each failure that the API knows. */
public enum ErrorCode {
  INVALID_REQUEST(400, "invalid_request"),
  /** As it stands now: what is set up may change without the client. */
  REFUSED(400, "invalid_request"),
  UNAUTHORIZED(401, "unauthorized"),
  FORBIDDEN(403, "forbidden"),
  NOT_FOUND(404, "not_found"),
  TRANSCRIPTION_NOT_READY(409, "transcription_not_ready"),
  TRANSCRIPT_TOO_LARGE(413, "transcript_too_large"),
  REQUEST_TOO_LARGE(413, "request_too_large"),
  ALREADY_EXISTS(409, "already_exists"),
  IDEMPOTENCY_IN_PROGRESS(409, "idempotency_in_progress"),
  IDEMPOTENCY_KEY_REUSED(422, "idempotency_key_reused"),
  RATE_LIMIT_EXCEEDED(429, "rate_limit_exceeded"),
  PROVIDER_ERROR(502, "provider_error"),
  UNAVAILABLE(503, "unavailable"),
  /** A fault of ours: the contract has no status for it, and trying again will hardly help. */
  INTERNAL(503, "unavailable");

  private final int status;
  private final String code;

  ErrorCode(int status, String code) {
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
