import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Recording, Segment } from "../api/types";
import { t } from "../i18n";
import { momentOf } from "../i18n/format";
import { place } from "../router";
import { copyMoment } from "./copyMoment";
import { FindBar } from "./FindBar";
import { Player, playable } from "./Player";
import { Row, type RowLooks } from "./Row";
import { segmentAt } from "./segmentAt";
import { useFind } from "./useFind";
import { useReader } from "./useReader";
import { useRows } from "./useRows";

/** A transcript: its list, the search in it, and the audio that goes with it. */
export function Reading({ recording, segments }: { recording: Recording; segments: Segment[] }) {
  const moment = momentOf(place.value.hash);
  const marked = useMemo(() => (moment === null ? -1 : segmentAt(segments, moment)), [segments, moment]);
  const list = useRef<HTMLOListElement>(null);
  const audio = useRef<HTMLAudioElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(Math.max(0, marked));
  const [playing, setPlaying] = useState(-1);
  const [covered, setCovered] = useState({ start: 0, end: 0 });
  const { rows, anchor, measure } = useRows({ segments, kept: active, list, covered: covered.start });
  const reader = useReader({ rows, anchor, list, covered, active, setActive, count: segments.length });
  const find = useFind(segments, (index) => {
    setActive(index);
    reader.show(index, "center");
  }, reader.first);

  useLayoutEffect(() => {
    const below = document.querySelector(".player")?.getBoundingClientRect().height ?? 0;
    const { offsetHeight } = bar.current!;
    // With the bar of sections that lies there on a phone.
    const bottom = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;
    setCovered({ start: Number.parseFloat(getComputedStyle(bar.current!).top) + offsetHeight + 8, end: below + bottom });
  }, []);

  const source = playable(recording.audio_url);
  function play(ms: number) {
    if (!audio.current) return;
    audio.current.currentTime = ms / 1000;
    // Refused where nobody has touched the page yet: the place is kept, and the button is there.
    audio.current.play().catch(() => {});
  }

  useLayoutEffect(() => {
    if (marked === -1) return;
    reader.goTo(marked, "center");
    if (navigator.userActivation?.isActive) play(moment!);
    else if (audio.current) audio.current.currentTime = moment! / 1000;
  }, [marked, moment]);

  function onTime(ms: number) {
    const index = segmentAt(segments, ms);
    if (index === playing) return;
    setPlaying(index);
    // Whoever has scrolled away reads elsewhere and is left there.
    if (playing === -1 || reader.isSeen(playing)) reader.show(index, "center");
  }

  const onMoment = useCallback((_: MouseEvent, ms: number) => play(ms), []);
  const onCopy = useCallback((ms: number) => void copyMoment(recording.id, ms), [recording.id]);
  const looks: RowLooks = { count: segments.length, recording: recording.id, pattern: find.pattern, onMoment, onCopy };
  const hit = find.hits[find.current];

  return (
    <>
      <FindBar bar={bar} find={find} onLeave={() => reader.goTo(active, "auto")} />
      <ol
        ref={list}
        class="segments"
        aria-label={t("transcript.segments")}
        style={{ blockSize: `${rows.getTotalSize()}px` }}
        onKeyDown={reader.onKeyDown}
        onFocusIn={reader.onFocusIn}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const segment = segments[index]!;
          return (
            <Row
              key={index}
              index={index}
              segment={segment}
              speaker={index > 0 && segments[index - 1]?.speaker === segment.speaker ? null : segment.speaker}
              top={start - rows.options.scrollMargin}
              isActive={index === active}
              isMarked={index === marked}
              isPlaying={index === playing}
              hit={hit?.segment === index ? hit.nth : -1}
              measure={measure}
              looks={looks}
            />
          );
        })}
      </ol>
      {source && <Player source={source} audio={audio} onTime={onTime} />}
    </>
  );
}
