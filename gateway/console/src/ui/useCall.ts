import { useCallback, useEffect, useState } from "preact/hooks";
import type { Failure, Result } from "../api/failure";

export type Called<T> =
  | { state: "loading" }
  | { state: "failed"; failure: Failure }
  | { state: "ready"; value: T };

/** Calls when the page comes up and whenever `inputs` change; what is late of an earlier call is dropped. */
export function useCall<T>(
  make: (signal: AbortSignal) => Promise<Result<T>>,
  inputs: readonly unknown[],
): Called<T> & { again: () => void; set: (value: T) => void } {
  const [called, setCalled] = useState<Called<T>>({ state: "loading" });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setCalled({ state: "loading" });
    void make(controller.signal).then((result) => {
      if (controller.signal.aborted) return;
      setCalled(
        result.ok
          ? { state: "ready", value: result.value }
          : { state: "failed", failure: result.failure },
      );
    });
    return () => controller.abort();
  }, [...inputs, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((value: T) => setCalled({ state: "ready", value }), []);
  return { ...called, again, set };
}
