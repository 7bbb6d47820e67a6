import { useEffect, useRef, useState } from "preact/hooks";
import type { Failure, Result } from "../api/failure";

type PageOf<T> = { data: T[]; next_cursor: string | null };

/** A list of the API that grows by its pages. What is there stays while it is read again. */
export function usePages<T>(read: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<Result<PageOf<T>>>, inputs: readonly unknown[]) {
  const [list, setList] = useState<T[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  const running = useRef(new AbortController());

  async function load(before: T[], cursor: string | null) {
    running.current.abort();
    const { signal } = (running.current = new AbortController());
    const page = await read(cursor === null ? {} : { cursor }, signal);
    if (signal.aborted) return;
    setFailure(page.ok ? null : page.failure);
    if (!page.ok) return;
    setList([...before, ...page.value.data]);
    setNext(page.value.next_cursor);
  }

  useEffect(() => {
    setList(null);
    setFailure(null);
  }, inputs);
  useEffect(() => {
    void load([], null);
    return () => running.current.abort();
  }, [...inputs, round]);
  return {
    list,
    failure,
    set: setList,
    again: () => setRound((n) => n + 1),
    more: next === null || list === null ? null : () => void load(list, next),
  };
}
