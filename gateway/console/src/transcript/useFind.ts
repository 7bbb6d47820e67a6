import { useEffect, useMemo, useState } from "preact/hooks";
import type { Segment } from "../api/types";
import { hitFrom, hitsOf, patternOf, type Hit } from "./find";

export type Find = {
  typed: string;
  pattern: RegExp | null;
  hits: Hit[];
  current: number;
  type: (text: string) => void;
  go: (by: 1 | -1) => void;
};

/** Long enough that a word is not searched letter by letter, short enough that nobody waits. */
const PAUSE_MS = 120;

/** The search in one recording. `show` brings a segment into sight; `from` is the first that is seen. */
export function useFind(segments: Segment[], show: (index: number) => void, from: () => number): Find {
  const [typed, setTyped] = useState("");
  const [searched, setSearched] = useState("");
  const [current, setCurrent] = useState(-1);
  const pattern = useMemo(() => patternOf(searched), [searched]);
  const hits = useMemo(() => hitsOf(pattern, segments), [pattern, segments]);

  function goTo(index: number, among: Hit[]) {
    const hit = among[index];
    setCurrent(hit ? index : -1);
    if (hit) show(hit.segment);
  }
  function search(text: string) {
    if (text === searched) return;
    setSearched(text);
    const found = hitsOf(patternOf(text), segments);
    goTo(hitFrom(found, from()), found);
  }
  useEffect(() => {
    const timer = setTimeout(() => search(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  function go(by: 1 | -1) {
    if (typed !== searched) return search(typed);
    if (hits.length > 0) goTo((current + by + hits.length) % hits.length, hits);
  }
  return { typed, pattern, hits, current, type: setTyped, go };
}
