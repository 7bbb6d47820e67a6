import { signal } from "@preact/signals";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import type { Recording } from "../api/types";
import { endUser } from "../session/session";
import { askedBy, type Filters } from "./filters";

const PAGE = 50;

/** The recordings that fit some filters, page after page. */
export class Listing {
  readonly recordings = signal<Recording[]>([]);
  readonly loading = signal(true);
  readonly failure = signal<Failure | null>(null);
  /** Whether there are more than those that were loaded. */
  readonly hasMore = signal(false);
  private cursor: string | null = null;
  private readonly leaving = new AbortController();

  private readonly filters: Filters;

  constructor(filters: Filters) {
    this.filters = filters;
    void this.load();
  }

  /** The next page, or the first; after a failure the same again. */
  async load(): Promise<void> {
    this.loading.value = true;
    this.failure.value = null;
    const query = {
      ...endUser.peek(),
      ...askedBy(this.filters),
      limit: PAGE,
      ...(this.cursor ? { cursor: this.cursor } : {}),
    };
    const page = await call("get", "/v1/recordings", { query, signal: this.leaving.signal });
    if (this.leaving.signal.aborted) return;
    this.loading.value = false;
    if (!page.ok) {
      this.failure.value = page.failure;
      return;
    }
    // One that was put on top when it was uploaded comes again where it belongs.
    const known = new Set(this.recordings.peek().map(({ id }) => id));
    this.recordings.value = [...this.recordings.peek(), ...page.value.data.filter(({ id }) => !known.has(id))];
    this.cursor = page.value.next_cursor;
    this.hasMore.value = page.value.has_more;
  }

  more(): void {
    if (this.hasMore.peek() && !this.loading.peek() && !this.failure.peek()) void this.load();
  }

  /** As it is now; one that is not in the list comes on top. */
  put(recording: Recording): void {
    const before = this.recordings.peek();
    this.recordings.value = before.some(({ id }) => id === recording.id)
      ? before.map((one) => (one.id === recording.id ? recording : one))
      : [recording, ...before];
  }

  remove(id: string): void {
    this.recordings.value = this.recordings.peek().filter((one) => one.id !== id);
  }

  leave(): void {
    this.leaving.abort();
  }
}
