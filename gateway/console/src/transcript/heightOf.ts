import type { Segment } from "../api/types";

/** Of a row, in pixels, as transcript.css has it: padding, a line, the name above, and what is beside the words. */
const PADDING = 16;
const LINE = 27.2;
const NAME = 21;
const BESIDE = 160;
/** In the mean, of Latin letters in the size of reading: 17 px. */
const LETTER = 7.9;

/** About how high rows are that were never drawn: what the scroll bar goes by. */
export function heightOf(segments: Pick<Segment, "speaker" | "text">[]): (index: number, width: number) => number {
  return (index, width) => {
    const segment = segments[index];
    if (!segment) return PADDING + LINE;
    const letters = Math.max(10, (width - BESIDE) / LETTER);
    const named = segment.speaker !== null && segments[index - 1]?.speaker !== segment.speaker;
    return PADDING + LINE * Math.max(1, Math.ceil(segment.text.length / letters)) + (named ? NAME : 0);
  };
}
