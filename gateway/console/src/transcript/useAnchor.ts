import { useEffect, useState } from "preact/hooks";
import type { Rows } from "./useRows";

export type Align = "auto" | "center" | "start" | "end";

/** A row, and how far below the window's top it begins. */
type Anchor = { index: number; offset: number };

/** Rounding of the window's own. */
const NEAR = 2;

/**
 * Holds a row where it is in the window while rows above it get the heights that they really have: the one that was gone to, or,
 * once somebody has scrolled, the first that is seen.
 */
export class Anchoring {
  covered = 0;
  private anchor: Anchor | null = null;
  /** Where we have scrolled to ourselves. */
  private expected = -1;
  private readonly rows: Rows;

  constructor(rows: Rows) {
    this.rows = rows;
  }

  /** The first row that is seen. */
  first(): number {
    return this.rows.getVirtualItemForOffset(scrollY + this.covered)?.index ?? 0;
  }

  goTo(index: number, align: Align, space: { start: number; end: number }): void {
    const row = this.rows.measurementsCache[index];
    if (!row) return;
    const height = space.end - space.start;
    // A row higher than the window is seen from its begin.
    const inside = Math.max(0, height - row.size);
    const share = align === "center" ? 0.4 : align === "end" ? 1 : 0;
    this.anchor = { index, offset: Math.round(space.start + inside * share) };
    this.scrollTo(row.start - this.anchor.offset);
  }

  hold(): void {
    const row = this.anchor && this.rows.measurementsCache[this.anchor.index];
    if (!row) return;
    const wanted = row.start - this.anchor!.offset;
    // Where the window is, is asked last: what was just drawn has to be laid out for that.
    if (Math.abs(wanted - this.expected) >= 1 && Math.abs(scrollY - this.expected) < NEAR) this.scrollTo(wanted);
  }

  scrolled(to: number): void {
    if (Math.abs(to - this.expected) < NEAR) return;
    this.expected = to;
    const row = this.rows.getVirtualItemForOffset(to + this.covered);
    this.anchor = row ? { index: row.index, offset: row.start - to } : null;
  }

  private scrollTo(top: number) {
    scrollTo({ top, behavior: "instant" });
    this.expected = scrollY;
  }
}

export function useAnchor(rows: Rows, covered: number): Anchoring {
  const [anchoring] = useState(() => new Anchoring(rows));
  anchoring.covered = covered;
  useEffect(() => {
    const onScroll = () => anchoring.scrolled(scrollY);
    // Before others draw because of it.
    addEventListener("scroll", onScroll, { passive: true, capture: true });
    return () => removeEventListener("scroll", onScroll, { capture: true });
  }, []);
  return anchoring;
}
