import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Turn } from "./Conversation";

/** How near the end somebody must be for the page to stay with the words as they come, in pixels. */
const NEAR = 160;

/** Keeps the end of the conversation in sight while it grows, unless who reads has gone up. */
export function useFollow(turns: Turn[]) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const last = turns.at(-1);
    if (!last) return;
    let first = true;
    return effect(() => {
      last.parts.value;
      last.state.value;
      const page = document.documentElement;
      const near = page.scrollHeight - innerHeight - page.scrollTop < NEAR;
      if (first || near) requestAnimationFrame(() => end.current?.scrollIntoView({ block: "end" }));
      first = false;
    });
  }, [turns]);
  return end;
}
