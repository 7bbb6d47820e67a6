import { signal } from "@preact/signals";
import { newIdempotencyKey } from "../api/client";
import type { Failure } from "../api/failure";
import type { Intake, Recording } from "../api/types";
import { upload } from "../api/upload";
import { endUser } from "../session/session";
import { dateOf, instantIn, MAX_BYTES, titleOf } from "./fileFacts";

export type UploadState =
  /** Its title and date can be changed still. */
  | { state: "ready" }
  | { state: "queued" }
  | { state: "sending"; part: number }
  /** Hark wants to be left alone for so many seconds. */
  | { state: "delayed"; seconds: number }
  | { state: "processing"; taken: Intake }
  | { state: "searchable"; taken: Intake }
  | { state: "unreadable"; taken: Intake }
  | { state: "refused"; failure: Failure }
  /** Known before anything is sent. */
  | { state: "unfit"; why: "tooLarge" | "noFile" };

/** How often it is tried again by itself when Hark is busy or away. */
const TRIES = 6;
let last = 0;

/** A file on its way. */
export class Upload {
  readonly id = ++last;
  readonly title;
  readonly date;
  readonly state = signal<UploadState>({ state: "ready" });
  readonly file: File;
  /** The same for each try: what was taken in once is not taken in twice. */
  private key = newIdempotencyKey();
  private readonly leaving = new AbortController();

  constructor(file: File) {
    this.file = file;
    this.title = signal(titleOf(file.name));
    this.date = signal(dateOf(file.name, file.lastModified));
    if (file.size > MAX_BYTES) this.state.value = { state: "unfit", why: "tooLarge" };
    // A folder that was dropped comes as a file of nothing, or of the folder's own few bytes.
    if (file.size === 0) this.state.value = { state: "unfit", why: "noFile" };
  }

  async send(): Promise<void> {
    const form = this.form();
    for (let round = 1; ; round++) {
      this.state.value = { state: "sending", part: 0 };
      const result = await upload(form, {
        idempotencyKey: this.key,
        signal: this.leaving.signal,
        onSent: (part) => (this.state.value = { state: "sending", part }),
      });
      if (result.ok) {
        this.state.value = { state: result.value.status === "completed" ? "searchable" : "processing", taken: result.value };
        return;
      }
      const seconds = waitFor(result.failure, round);
      if (seconds === null || round === TRIES) {
        this.state.value = { state: "refused", failure: result.failure };
        return;
      }
      await this.wait(seconds);
      if (this.leaving.signal.aborted) return;
    }
  }

  /** After it was refused. What may have arrived all the same is sent as it was; else title and date can be changed first. */
  again(): void {
    const now = this.state.peek();
    if (now.state !== "refused") return;
    const isPassing = waitFor(now.failure, 1) !== null;
    if (!isPassing) this.key = newIdempotencyKey();
    this.state.value = { state: isPassing ? "queued" : "ready" };
  }

  /** As its recording says when it is not in work any more. */
  done(recording: Recording): void {
    const now = this.state.peek();
    if (now.state !== "processing") return;
    this.state.value = { state: recording.status === "failed" ? "unreadable" : "searchable", taken: now.taken };
  }

  leave(): void {
    this.leaving.abort();
  }

  private form(): FormData {
    const form = new FormData();
    const recordedAt = instantIn(this.date.peek());
    for (const [name, value] of Object.entries(endUser.peek())) form.append(name, value);
    if (this.title.peek().trim() !== "") form.append("title", this.title.peek().trim());
    if (recordedAt !== null) form.append("recorded_at", recordedAt);
    form.append("file", this.file);
    return form;
  }

  private async wait(seconds: number): Promise<void> {
    for (let left = seconds; left > 0 && !this.leaving.signal.aborted; left--) {
      this.state.value = { state: "delayed", seconds: left };
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

/** Seconds until the same may be sent again; null where that does not help. */
export function waitFor(failure: Failure, round: number): number | null {
  switch (failure.kind) {
    case "rateLimited":
    case "unavailable":
      return Math.ceil(failure.retryAfter);
    case "offline":
      return Math.min(30, 2 ** round);
    case "conflict":
      return failure.error.code === "idempotency_in_progress" ? 1 : null;
    default:
      return null;
  }
}
