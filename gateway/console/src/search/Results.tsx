import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Failure } from "../api/failure";
import type { Source } from "../api/types";
import { clock, day, t } from "../i18n";
import { to } from "../router";
import { Button, ErrorState } from "../ui";
import { MOST, type Asked } from "./asked";
import { DegradedNote } from "./NothingFound";
import { step } from "./keys";
import { excerpt } from "./marks";
import { open, opened, recordings, type Found, type Group } from "./current";

export function Results({ asked, found, box, onMore }: {
  asked: Asked;
  found: Found;
  box: RefObject<HTMLInputElement | null>;
  onMore: (limit: number) => void;
}) {
  const { groups, total, degraded } = found;
  return (
    <section class="results" aria-label={t("search.results")} onKeyDown={(event) => step(event, box.current)}>
      <p class="search-state" role="status">{t("search.found", { count: total })}</p>
      {degraded && <DegradedNote degraded={degraded} />}
      <ol class="groups">
        {groups.map((group) => (
          <li key={group.recording}>
            <Recording asked={asked} group={group} />
          </li>
        ))}
      </ol>
      {total > groups.length && groups.length < MOST && (
        <Button onClick={() => onMore(MOST)}>{t("search.moreRecordings")}</Button>
      )}
    </section>
  );
}

function Recording({ asked, group }: { asked: Asked; group: Group }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [opening, setOpening] = useState(false);
  const recording = recordings.value.get(group.recording);
  const { recorded_at } = group.matches[0]!;
  const rest = group.count - group.matches.length;

  async function openAll() {
    setOpening(true);
    const first = group.matches[0]!.chunk_id;
    setFailure(await open(asked, group));
    setOpening(false);
    // The button is gone; who pressed it goes on where they were.
    requestAnimationFrame(() => document.getElementById(first)?.focus());
  }

  return (
    <article class="group card">
      <header class="group-head">
        <h2><a href={to("/recordings/{id}", { id: group.recording })} dir="auto">{recording === undefined ? "…" : recording?.title ?? t("common.untitled")}</a></h2>
        <p class="row-about">
          {recorded_at && <span>{day(recorded_at)}</span>}
          <span>{t("search.moments", { count: group.count })}</span>
          {recording?.tags?.map((tag) => <span key={tag} class="tag" dir="auto">{tag}</span>)}
        </p>
      </header>
      <ul>
        {group.matches.map((match) => <li key={match.chunk_id}><Moment match={match} query={asked.query} /></li>)}
      </ul>
      {failure && <ErrorState failure={failure} retry={() => void openAll()} />}
      {rest > 0 && (
        <Button kind="quiet" class="group-more" disabled={opening} onClick={() => void openAll()}>
          {t("search.moreMoments", { count: rest })}
        </Button>
      )}
    </article>
  );
}

function Moment({ match, query }: { match: Source; query: string }) {
  return (
    <a
      id={match.chunk_id}
      class="moment"
      href={to("/recordings/{id}", { id: match.recording_id }, `t=${match.start_ms}`)}
      onClick={() => (opened.value = match.chunk_id)}
    >
      <span class="moment-about">
        <span class="moment-time">{clock(match.start_ms)}</span>
        <span class="moment-speaker" dir="auto">{match.speaker ?? t("search.several")}</span>
      </span>
      <span class="moment-text" dir="auto">
        {excerpt(match.chunk_text, query).map(({ text, marked }, i) => (marked ? <mark key={i}>{text}</mark> : text))}
      </span>
    </a>
  );
}
