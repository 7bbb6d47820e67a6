import { useEffect, useRef, useState } from "preact/hooks";
import type { CitationPart } from "../api/types";
import { clock, t } from "../i18n";
import { to } from "../router";
import { momentKey, type Conversation } from "./Conversation";
import { hideCard, showCard } from "./MomentCard";

/** Up to this many beside each other are shown whole, of more all but the first as numbers. */
const WHOLE = 2;
/** More than this are behind a button. */
const SHOWN = 6;

type Props = { cited: CitationPart[]; numbers: Map<string, number>; conversation: Conversation; named?: string };

export function Citations({ cited, numbers, conversation, named }: Props) {
  const [all, setAll] = useState(false);
  const group = useRef<HTMLSpanElement>(null);
  // The button that showed them is gone.
  useEffect(() => {
    if (all) group.current?.querySelectorAll("a")[SHOWN]?.focus();
  }, [all]);
  const once = [...new Map(cited.map((part) => [momentKey(part), part])).values()];
  const shown = all || once.length <= SHOWN + 1 ? once : once.slice(0, SHOWN);
  const more = once.length - shown.length;
  return (
    <span class="citations" ref={group}>
      {shown.map((part, i) => (
        <Citation
          key={momentKey(part)}
          part={part}
          number={numbers.get(momentKey(part)) ?? 0}
          conversation={conversation}
          small={once.length > WHOLE && i > 0}
          {...(named ? { named } : {})}
        />
      ))}
      {more > 0 && (
        <button type="button" class="citation citation-more" onClick={() => setAll(true)}>
          <span class="unseen">{t("ask.moreMoments", { count: more })}</span>
          <span aria-hidden="true">+{more}</span>
        </button>
      )}
    </span>
  );
}

type One = { part: CitationPart; number: number; conversation: Conversation; small: boolean; named?: string };

function Citation({ part, number, conversation, small, named }: One) {
  const cited = conversation.cited.value.get(momentKey(part));
  const speaker = cited?.speaker;
  const time = clock(part.start_ms);
  const show = (event: { currentTarget: HTMLElement }, now: boolean) =>
    showCard({ at: event.currentTarget, part, cited: cited ?? null }, now);
  return (
    <a
      class={small ? "citation small-citation" : "citation"}
      href={to("/recordings/{id}", { id: part.recording_id }, `t=${part.start_ms}`)}
      onPointerEnter={(event) => event.pointerType !== "touch" && show(event, false)}
      onPointerLeave={() => hideCard(false)}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && show(event, true)}
      onBlur={() => hideCard(true)}
      onClick={() => hideCard(true)}
    >
      <span class="unseen">{speaker ? t("ask.citation", { number, speaker, time }) : t("ask.citationUnknown", { number, time })}</span>
      <span class="citation-number" aria-hidden="true">{number}</span>
      {!small && speaker && speaker !== named && <bdi class="citation-speaker" aria-hidden="true">{speaker}</bdi>}
      {!small && <span class="citation-time" aria-hidden="true">{time}</span>}
    </a>
  );
}
