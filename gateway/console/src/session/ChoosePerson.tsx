import { useEffect, useState } from "preact/hooks";
import type { EndUser } from "../api/types";
import { t } from "../i18n";
import { Button, EmptyState, ErrorState, Field, Page, Spinner, useCall } from "../ui";
import { Wordmark } from "../shell/Wordmark";
import { byId, fits, people } from "./people";
import { choose, signOut } from "./session";

/** How many are shown at a time: who types a little more sees fewer. */
const SHOWN = 50;

export function ChoosePerson() {
  const [typed, setTyped] = useState("");
  const [exact, setExact] = useState<EndUser | null>(null);
  const known = useCall(people, []);
  const matching = known.state === "ready" ? known.value.filter((person) => fits(person, typed)) : [];
  const none = known.state === "ready" && matching.length === 0;

  useEffect(() => {
    setExact(null);
    if (!none || typed.trim() === "") return;
    const controller = new AbortController();
    const later = setTimeout(() => void byId(typed.trim(), controller.signal).then(setExact), 250);
    return () => {
      clearTimeout(later);
      controller.abort();
    };
  }, [typed, none]);

  const shown = exact ? [exact] : matching.slice(0, SHOWN);
  return (
    <Page title={t("session.chooseTitle")} class="door" hideTitle>
      <div class="door-card">
        <Wordmark />
        <h2>{t("session.chooseTitle")}</h2>
        <p class="faint">{t("session.chooseLead")}</p>
        <Field label={t("session.chooseLabel")} type="search" autocomplete="off" value={typed} onInput={setTyped} />
        {known.state === "loading" && <Spinner />}
        {known.state === "failed" && <ErrorState failure={known.failure} retry={known.again} />}
        {known.state === "ready" && shown.length === 0 && (
          <EmptyState icon="search" title={typed ? t("session.noneFound") : t("session.nobody")} />
        )}
        <ul class="rows door-list" aria-live="polite">
          {shown.map((person) => (
            <li key={person.id}>
              <button type="button" class="row" onClick={() => choose(person)}>
                <span class="row-title" dir="auto">{person.name ?? person.external_id ?? person.id}</span>
                <span class="row-about">
                  {person.name && <bdi>{person.external_id ?? person.id}</bdi>}
                  <span>{t("session.recordingCount", { count: person.recording_count })}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <Button kind="quiet" onClick={() => signOut()}>{t("common.signOut")}</Button>
      </div>
    </Page>
  );
}
