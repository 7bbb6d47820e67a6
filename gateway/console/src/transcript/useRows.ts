import { defaultRangeExtractor, observeWindowOffset, observeWindowRect, Virtualizer, windowScroll, type Range } from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Segment } from "../api/types";
import { heightsOf } from "./heightsOf";
import { useAnchor } from "./useAnchor";

export type Rows = Virtualizer<Window, HTMLElement>;

/** Rows drawn before and after what is seen: what a fast wheel passes in a frame or two. */
const AROUND = 6;

/**
 * Those of many rows that are seen, as the window scrolls. Rows have the height of their words, measured when they are drawn and
 * guessed before. `kept` is drawn wherever it is, so that the focus in it is not lost.
 */
export function useRows({ segments, kept, list, covered }: {
  segments: Segment[];
  kept: number;
  list: RefObject<HTMLElement | null>;
  /** How much is laid over the list's begin at the window's top. */
  covered: number;
}) {
  const [, redraw] = useReducer((n: number, _: void) => n + 1, 0);
  const [top, setTop] = useState(0);
  const guessed = useRef<Float64Array>(new Float64Array());
  if (guessed.current.length === 0) guessed.current = guess(segments, Math.min(innerWidth, 768));
  const count = segments.length;
  const options = {
    count,
    getScrollElement: () => window,
    estimateSize: (index: number) => guessed.current[index] ?? 0,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    scrollMargin: top,
    overscan: AROUND,
    rangeExtractor: (range: Range) => withKept(defaultRangeExtractor(range), kept, count),
    onChange: () => redraw(),
  };
  const [rows] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  rows.setOptions(options);
  // What is read is held where it is by the anchor, once for all rows that turn out otherwise, not row by row.
  rows.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  const anchor = useAnchor(rows, covered);
  const [observer] = useState(() => new ResizeObserver((entries) => take(rows, observer, entries)));

  useLayoutEffect(() => {
    const element = list.current!;
    let width = 0;
    const measure = () => {
      const box = element.getBoundingClientRect();
      setTop(Math.round(box.top + scrollY));
      if (box.width === width) return;
      width = box.width;
      guessed.current = guess(segments, width);
      rows.measure();
      const drawn = [...element.querySelectorAll<HTMLElement>("[data-index]")];
      resize(rows, drawn.map((row) => [Number(row.dataset.index), row.offsetHeight]));
    };
    measure();
    // What stands above may grow or go, and moves the list.
    const around = new ResizeObserver(measure);
    around.observe(document.body);
    return () => around.disconnect();
  }, [segments]);
  useLayoutEffect(() => rows._didMount(), []);
  useLayoutEffect(() => {
    rows._willUpdate();
    anchor.hold();
  });
  useEffect(() => () => observer.disconnect(), []);
  const [measure] = useState(() => (row: HTMLElement | null) => void (row && observer.observe(row)));
  return { rows, anchor, measure };
}

const guess = (segments: Segment[], width: number) =>
  heightsOf(segments, width, Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

function take(rows: Rows, observer: ResizeObserver, entries: ResizeObserverEntry[]) {
  const sizes: [number, number][] = [];
  for (const { target, borderBoxSize } of entries) {
    if (target.isConnected) sizes.push([Number((target as HTMLElement).dataset.index), Math.round(borderBoxSize[0]!.blockSize)]);
    else observer.unobserve(target);
  }
  resize(rows, sizes);
}

/** Says the heights of many rows at once: said one by one, all that comes after is laid out as often, and it is 30,000 rows. */
function resize(rows: Rows, sizes: [index: number, size: number][]) {
  const { itemSizeCache, options } = rows;
  const changed = sizes.filter(([index, size]) => size !== (itemSizeCache.get(index) ?? options.estimateSize(index)));
  changed.sort(([a], [b]) => a - b);
  const [first, ...others] = changed;
  for (const [index, size] of others) itemSizeCache.set(index, size);
  // What begins at the first of them is laid out anew.
  if (first) rows.resizeItem(...first);
}

function withKept(indexes: number[], kept: number, count: number): number[] {
  if (kept < 0 || kept >= count || indexes.includes(kept)) return indexes;
  return kept < (indexes[0] ?? 0) ? [kept, ...indexes] : [...indexes, kept];
}
