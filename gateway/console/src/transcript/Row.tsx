import type { Segment } from "../api/types";
import { clock, t } from "../i18n";
import { to } from "../router";
import { IconButton } from "../ui";
import { cut } from "./find";

export type RowLooks = {
  count: number;
  recording: string;
  pattern: RegExp | null;
  onMoment: (event: MouseEvent, ms: number) => void;
  onCopy: (ms: number) => void;
};

/** A segment of the list. Only in the one that `isActive` the Tab key stops. */
export function Row({ index, segment, speaker, top, isActive, isMarked, isPlaying, hit, measure, looks }: {
  index: number;
  segment: Segment;
  /** Null where the one before goes on. */
  speaker: string | null;
  top: number;
  isActive: boolean;
  isMarked: boolean;
  isPlaying: boolean;
  /** Which of its hits is the current one. */
  hit: number;
  measure: (element: HTMLElement | null) => void;
  looks: RowLooks;
}) {
  const time = clock(segment.start_ms);
  const stops = isActive ? 0 : -1;
  return (
    <li
      ref={measure}
      data-index={index}
      class={isPlaying ? "segment playing" : "segment"}
      style={{ transform: `translateY(${top}px)` }}
      tabIndex={stops}
      aria-posinset={index + 1}
      aria-setsize={looks.count}
      {...(isMarked ? { "aria-current": "location" as const } : {})}
    >
      <a
        class="segment-time"
        tabIndex={stops}
        href={to("/recordings/{id}", { id: looks.recording }, `t=${segment.start_ms}`)}
        aria-label={t("transcript.goTo", { time })}
        onClick={(event) => looks.onMoment(event, segment.start_ms)}
      >
        {time}
      </a>
      <div class="segment-words">
        {isMarked && <span class="unseen">{t("transcript.cited")}</span>}
        {speaker !== null && <p class="speaker" dir="auto">{speaker}</p>}
        <p dir="auto">
          {cut(looks.pattern, segment.text).map((piece, i) =>
            i % 2 === 0 ? piece : <mark key={i} class={i === hit * 2 + 1 ? "current" : ""}>{piece}</mark>,
          )}
        </p>
      </div>
      <IconButton
        icon="link"
        class="segment-copy"
        label={t("transcript.copyMoment", { time })}
        tabIndex={stops}
        onClick={() => looks.onCopy(segment.start_ms)}
      />
    </li>
  );
}
