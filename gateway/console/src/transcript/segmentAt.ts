import type { Segment } from "../api/types";

/** The index of the segment that is said at a moment: the last that has begun by then, else the first. */
export function segmentAt(segments: Pick<Segment, "start_ms">[], moment: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.start_ms ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return segments.length === 0 ? -1 : Math.max(0, low - 1);
}
