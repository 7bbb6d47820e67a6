import type { Segment } from "../api/types";

/** Parts of a row in rem, as transcript.css has them: padding, a line, the name above, and what is beside the words. */
const PADDING = 1;
const LINE = 1.6875;
const NAME = 1.3125;
const BESIDE = 9.2;
/** In the mean, of Latin letters in the size of reading. */
const LETTER = 0.49;

/**
 * About how high rows are that were never drawn, in whole pixels: what the scroll bar goes by. Most rows are of few lines and exactly
 * as high as this says, so that nothing has to move when they are drawn.
 */
export function heightsOf(segments: Pick<Segment, "speaker" | "text">[], width: number, rem: number): Float64Array {
  const letters = Math.max(10, (width / rem - BESIDE) / LETTER);
  let before: string | null = null;
  return Float64Array.from(segments, ({ speaker, text }) => {
    const named = speaker !== null && speaker !== before;
    before = speaker;
    const lines = Math.max(1, Math.ceil(text.length / letters));
    return Math.round((PADDING + LINE * lines + (named ? NAME : 0)) * rem);
  });
}
