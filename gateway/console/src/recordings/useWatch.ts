import { useEffect, useRef } from "preact/hooks";
import { call } from "../api/client";
import { pauseOf, type Result } from "../api/failure";
import type { Recording } from "../api/types";
import { endUser } from "../session/session";
import { whenSeen } from "../ui";

/** Most transcripts are searchable within two seconds; what takes longer is looked at less and less often. */
const WAITS_S = [1, 1, 2, 3, 5, 8, 13, 20, 30];
/** Looked at one by one in a round: the project's requests are not this page's alone. */
const AT_ONCE = 4;

export const isInWork = ({ status }: Pick<Recording, "status">) => status === "processing" || status === "pending";

/** Tells when one of the recordings is not in work any more, or is gone; looks while the page is seen, and only then. */
export function useWatch(ids: string[], onDone: (recording: Recording) => void, onGone: (id: string) => void): void {
  const told = useRef({ onDone, onGone });
  told.current = { onDone, onGone };
  const watched = ids.join();
  useEffect(() => {
    if (watched === "") return;
    const leaving = new AbortController();
    const { signal } = leaving;
    let round = 0;
    let stop = whenSeen(WAITS_S[0]!, () => void look());
    async function look() {
      const { done, gone, pause } = await changed(watched.split(","), round, signal);
      if (signal.aborted) return;
      for (const recording of done) told.current.onDone(recording);
      for (const id of gone) told.current.onGone(id);
      stop = whenSeen(Math.max(pause, WAITS_S[Math.min(round++, WAITS_S.length - 1)]!), () => void look());
    }
    return () => {
      leaving.abort();
      stop();
    };
  }, [watched]);
}

type Changed = { done: Recording[]; gone: string[]; pause: number };

/** Those that are done or gone, and how many seconds the gateway wants to be left alone. Of many, each round looks at others. */
export async function changed(ids: string[], round: number, signal: AbortSignal): Promise<Changed> {
  let asked = ids;
  if (ids.length > AT_ONCE) {
    const query = { ...endUser.peek(), status: "processing" as const, limit: 100 };
    const still = await call("get", "/v1/recordings", { query, signal });
    if (!still.ok) return { done: [], gone: [], pause: pauseOf(still) };
    const working = new Set(still.value.data.map(({ id }) => id));
    const others = ids.filter((id) => !working.has(id));
    const from = (round * AT_ONCE) % Math.max(1, others.length);
    asked = [...others.slice(from), ...others.slice(0, from)].slice(0, AT_ONCE);
  }
  const found = await Promise.all(asked.map((id) => call("get", "/v1/recordings/{id}", { path: { id }, signal })));
  return {
    done: found.flatMap((result) => (result.ok && !isInWork(result.value) ? [result.value] : [])),
    gone: asked.filter((_, i) => isGone(found[i]!)),
    pause: Math.max(0, ...found.map(pauseOf)),
  };
}

const isGone = (result: Result<unknown>) => !result.ok && result.failure.kind === "notFound";
