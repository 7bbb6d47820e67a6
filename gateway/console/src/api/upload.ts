import { credentials, refusedWith } from "./client";
import { failed, failureOf, succeeded, type Result } from "./failure";
import type { Intake } from "./types";

/**
 * Brings a transcript in as a form. `fetch` does not tell how much of a body is sent, so that this is the older way; `onSent` gets
 * the part of it, from 0 to 1. It never throws, as `call` does not.
 */
export function upload(form: FormData, sent: {
  idempotencyKey: string;
  signal: AbortSignal;
  onSent: (part: number) => void;
}): Promise<Result<Intake>> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/v1/transcriptions");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Idempotency-Key", sent.idempotencyKey);
    const { key } = credentials;
    if (key) request.setRequestHeader("Authorization", `Bearer ${key}`);
    request.upload.onprogress = ({ loaded, total }) => sent.onSent(total > 0 ? loaded / total : 0);
    request.onload = () => done(read(request, key));
    request.onerror = () => done(failed({ kind: "offline", error: null }));
    request.onabort = () => done(failed({ kind: "aborted", error: null }));
    sent.signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

function read(request: XMLHttpRequest, key: string | null): Result<Intake> {
  const body = json(request.responseText);
  if (request.status >= 200 && request.status < 300 && body) return succeeded(body as Intake);
  const failure = failureOf(request.status, body as Parameters<typeof failureOf>[1], request.getResponseHeader("Retry-After"));
  if (failure.kind === "unauthorized") refusedWith(key);
  return failed(failure);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy between may answer in something else.
    return null;
  }
}
