import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { CitationPart } from "../api/types";
import { clock, day, t } from "../i18n";
import type { Cited } from "./Conversation";
import { known, learn } from "./known";

export type Shown = { at: HTMLElement; part: CitationPart; cited: Cited | null };

const shown = signal<Shown | null>(null);
const CARD = "moment-card";
/** Long enough to cross chips without a flicker, and to move onto the card. */
const DELAY = { show: 180, hide: 220 };
let timer: ReturnType<typeof setTimeout> | undefined;

/** `now` for the keyboard; the pointer may only pass. */
export function showCard(what: Shown, now: boolean): void {
  clearTimeout(timer);
  if (now || shown.peek()) shown.value = what;
  else timer = setTimeout(() => (shown.value = what), DELAY.show);
}

export function hideCard(now: boolean): void {
  clearTimeout(timer);
  if (now) shown.value = null;
  else timer = setTimeout(() => (shown.value = null), DELAY.hide);
}

/** The words behind a citation, beside it: one card for the page. */
export function MomentCard() {
  const card = useRef<HTMLDivElement>(null);
  const { value: now } = shown;
  const recording = now && known.value.get(now.part.recording_id);

  useEffect(() => {
    if (!now) return;
    void learn(now.part.recording_id);
    now.at.setAttribute("aria-describedby", CARD);
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && hideCard(true);
    const onScroll = () => hideCard(true);
    addEventListener("keydown", onKeyDown);
    addEventListener("scroll", onScroll, { passive: true });
    return () => {
      now.at.removeAttribute("aria-describedby");
      removeEventListener("keydown", onKeyDown);
      removeEventListener("scroll", onScroll);
    };
  }, [now]);
  useLayoutEffect(() => {
    if (now && card.current) place(card.current, now.at);
  }, [now, recording]);
  useEffect(() => () => hideCard(true), []);

  if (!now) return null;
  const { part, cited } = now;
  const date = recording?.recorded_at ?? cited?.recorded_at;
  return (
    <div
      ref={card}
      id={CARD}
      role="tooltip"
      popover="manual"
      class="moment-card"
      onPointerEnter={() => clearTimeout(timer)}
      onPointerLeave={() => hideCard(false)}
    >
      {cited?.speaker && <p class="moment-speaker" dir="auto">{cited.speaker}</p>}
      <p class="moment-words" dir="auto">{wordsOf(cited, recording === null)}</p>
      <p class="moment-about">
        <bdi>{recording?.title ?? cited?.title ?? ""}</bdi>
        {date && <span>{day(date)}</span>}
        <span>{clock(part.start_ms)}</span>
      </p>
    </div>
  );
}

function wordsOf(cited: Cited | null, gone: boolean): string {
  if (cited?.text) return cited.text;
  return gone || cited ? t("ask.momentGone") : t("ask.momentUnknown");
}

/** Above the chip when there is room, else below, and never out of the window. */
function place(card: HTMLElement, chip: HTMLElement) {
  if (!card.matches(":popover-open")) card.showPopover();
  const at = chip.getBoundingClientRect();
  const { offsetWidth, offsetHeight, style } = card;
  const above = at.top - offsetHeight - 8;
  style.top = `${above > 64 ? above : at.bottom + 8}px`;
  style.left = `${Math.min(Math.max(8, at.left + at.width / 2 - offsetWidth / 2), innerWidth - offsetWidth - 8)}px`;
}
