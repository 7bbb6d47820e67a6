import { defaultRangeExtractor, observeWindowOffset, observeWindowRect, Virtualizer, windowScroll, type Range } from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";

export type Rows = Virtualizer<Window, HTMLElement>;

/** Rows drawn before and after what is seen: what a fast wheel passes in a frame or two. */
const AROUND = 6;

/**
 * Those of many rows that are seen, as the window scrolls. Rows have the height of their words, measured when they are drawn;
 * `estimate` is for the others. `kept` is drawn wherever it is, so that the focus in it is not lost.
 */
export function useRows({ count, estimate, kept, list, covered }: {
  count: number;
  estimate: (index: number, width: number) => number;
  kept: number;
  list: RefObject<HTMLElement | null>;
  /** What lies over the list at the window's edges, in pixels. */
  covered: { start: number; end: number };
}): Rows {
  const [, redraw] = useReducer((n: number, _: void) => n + 1, 0);
  const [at, setAt] = useState({ top: 0, width: innerWidth });
  const width = useRef(at.width);
  const options = {
    count,
    getScrollElement: () => window,
    estimateSize: (index: number) => estimate(index, width.current),
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    scrollMargin: at.top,
    scrollPaddingStart: covered.start,
    scrollPaddingEnd: covered.end,
    overscan: AROUND,
    rangeExtractor: (range: Range) => withKept(defaultRangeExtractor(range), kept, count),
    onChange: () => redraw(),
  };
  const [rows] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  rows.setOptions(options);

  useLayoutEffect(() => {
    const element = list.current!;
    const measure = () => {
      const box = element.getBoundingClientRect();
      const top = Math.round(box.top + scrollY);
      if (box.width !== width.current) {
        width.current = box.width;
        anew(rows);
      }
      setAt((before) => (before.top === top && before.width === box.width ? before : { top, width: box.width }));
    };
    measure();
    // What stands above may grow or go, and moves the list.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => rows._didMount(), []);
  useLayoutEffect(() => rows._willUpdate());
  return rows;
}

/** In another width all rows are of other heights; what was read stays where it was. */
function anew(rows: Rows) {
  const first = rows.range?.startIndex ?? 0;
  rows.measure();
  if (first > 0) rows.scrollToIndex(first, { align: "start" });
}

function withKept(indexes: number[], kept: number, count: number): number[] {
  if (kept < 0 || kept >= count || indexes.includes(kept)) return indexes;
  return kept < (indexes[0] ?? 0) ? [kept, ...indexes] : [...indexes, kept];
}
