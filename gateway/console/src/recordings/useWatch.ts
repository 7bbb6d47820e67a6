import { useEffect, useRef } from "preact/hooks";
import { call } from "../api/client";
import type { Recording } from "../api/types";
import { endUser } from "../session/session";

/** Most transcripts are searchable within two seconds; what takes longer is looked at less and less often. */
const WAITS_S = [1, 1, 2, 3, 5, 8, 13, 20, 30];
/** Looked at one by one in a round: the project's requests are not this page's alone. */
const AT_ONCE = 4;

export const isInWork = ({ status }: Pick<Recording, "status">) => status === "processing" || status === "pending";

/** Tells when one of the recordings is not in work any more; looks while the page is seen, and only then. */
export function useWatch(ids: string[], onDone: (recording: Recording) => void): void {
  const told = useRef(onDone);
  told.current = onDone;
  const watched = ids.join();
  useEffect(() => {
    if (watched === "") return;
    const leaving = new AbortController();
    const { signal } = leaving;
    let round = 0;
    let timer = 0;
    const wait = (seconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), seconds * 1000) as unknown as number;
    };
    async function look() {
      if (document.hidden || signal.aborted) return;
      const { recordings, pause } = await changed(watched.split(","), signal);
      if (signal.aborted) return;
      for (const recording of recordings) told.current(recording);
      wait(Math.max(pause, WAITS_S[Math.min(round++, WAITS_S.length - 1)]!));
    }
    const onSeen = () => !document.hidden && wait(0);
    document.addEventListener("visibilitychange", onSeen);
    wait(WAITS_S[0]!);
    return () => {
      leaving.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [watched]);
}

/** Those that are done, and how many seconds the gateway wants to be left alone. */
async function changed(ids: string[], signal: AbortSignal): Promise<{ recordings: Recording[]; pause: number }> {
  let asked = ids;
  if (ids.length > AT_ONCE) {
    const query = { ...endUser.peek(), status: "processing" as const, limit: 100 };
    const still = await call("get", "/v1/recordings", { query, signal });
    if (!still.ok) return { recordings: [], pause: "retryAfter" in still.failure ? still.failure.retryAfter : 0 };
    const working = new Set(still.value.data.map(({ id }) => id));
    asked = ids.filter((id) => !working.has(id)).slice(0, AT_ONCE);
  }
  const found = await Promise.all(asked.map((id) => call("get", "/v1/recordings/{id}", { path: { id }, signal })));
  const recordings = found.flatMap((result) => (result.ok && !isInWork(result.value) ? [result.value] : []));
  const pauses = found.map((result) => (!result.ok && "retryAfter" in result.failure ? result.failure.retryAfter : 0));
  return { recordings, pause: Math.max(0, ...pauses) };
}
