import type { components } from "#schema";

export type ApiError = components["schemas"]["ApiError"];

/** What can become of a call, by what the one who asked can do about it. */
export type Failure =
  /** The key is not good any more: the page goes back to signing in by itself. */
  | { kind: "unauthorized"; error: ApiError | null }
  /** The key lacks a scope, or is bound to another end user. */
  | { kind: "forbidden"; error: ApiError }
  /** It is not there, or is another end user's: then there is no error of the server. */
  | { kind: "notFound"; error: ApiError | null }
  /** What was sent cannot be: `error.param` names the field. */
  | { kind: "invalid"; error: ApiError }
  /** The transcript is not there yet, or never will be: `error.details.status`. */
  | { kind: "notReady"; error: ApiError }
  | { kind: "conflict"; error: ApiError }
  | { kind: "tooLarge"; error: ApiError }
  | { kind: "rateLimited"; error: ApiError; retryAfter: number }
  | { kind: "unavailable"; error: ApiError | null; retryAfter: number }
  /** The model failed. The question is kept: the same content again answers it. */
  | { kind: "provider"; error: ApiError; sessionId: string | null }
  /** Nothing came back: no network, or no gateway. */
  | { kind: "offline"; error: null }
  /** The stream ended before the answer did. The answer is finished and stored all the same. */
  | { kind: "brokenOff"; error: null }
  /** The page itself has ended the call. */
  | { kind: "aborted"; error: null }
  | { kind: "unexpected"; error: ApiError | null; status: number };

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const succeeded = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (failure: Failure): Result<never> => ({ ok: false, failure });

/** How many seconds the gateway wants to be left alone. */
export const pauseOf = (result: Result<unknown>): number =>
  !result.ok && "retryAfter" in result.failure ? result.failure.retryAfter : 0;

/** When the answer does not say how long to wait. */
const RETRY_SECONDS = 2;

export function failureOf(
  status: number,
  body: { error?: ApiError; session_id?: string | null } | null,
  retryAfterHeader: string | null,
): Failure {
  const error = body?.error;
  const retryAfter = Number(retryAfterHeader) || RETRY_SECONDS;
  if (status === 401) return { kind: "unauthorized", error: error ?? null };
  if (status === 503) return { kind: "unavailable", error: error ?? null, retryAfter };
  if (!error) return { kind: "unexpected", error: null, status };
  switch (error.code) {
    case "unauthorized":
      return { kind: "unauthorized", error };
    case "forbidden":
      return { kind: "forbidden", error };
    case "not_found":
      return { kind: "notFound", error };
    case "invalid_request":
      return { kind: "invalid", error };
    case "transcription_not_ready":
      return { kind: "notReady", error };
    case "already_exists":
    case "idempotency_in_progress":
    case "idempotency_key_reused":
      return { kind: "conflict", error };
    case "transcript_too_large":
    case "request_too_large":
      return { kind: "tooLarge", error };
    case "rate_limit_exceeded":
      return { kind: "rateLimited", error, retryAfter };
    case "unavailable":
      return { kind: "unavailable", error, retryAfter };
    case "provider_error":
      return { kind: "provider", error, sessionId: body.session_id ?? null };
    default:
      // A code of a gateway that is newer than this page.
      return { kind: "unexpected", error, status };
  }
}

export function failureOfThrown(thrown: unknown): Failure {
  return thrown instanceof DOMException && thrown.name === "AbortError"
    ? { kind: "aborted", error: null }
    : { kind: "offline", error: null };
}
