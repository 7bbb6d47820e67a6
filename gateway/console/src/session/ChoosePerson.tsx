import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { to } from "../router";
import { openSections } from "../shell/access";
import { Wordmark } from "../shell/Wordmark";
import { Button, EmptyState, ErrorState, Field, Page, Spinner, useCall } from "../ui";
import { isId, nameOf, people } from "./people";
import { can, choose, signOut } from "./session";

/** From one letter to the next: who types on is not asked about in between. */
const PAUSE_MS = 250;

export function ChoosePerson() {
  const hasOperations = openSections().some(({ path }) => path === "/operations");
  return (
    <Page title={t("session.chooseTitle")} class="door" hideTitle>
      <div class="door-card">
        <Wordmark />
        <h2>{t("session.chooseTitle")}</h2>
        {can("end_users:read") ? <ByName /> : <ById />}
        <div class="door-ways">
          {hasOperations && <a class="button plain" href={to("/operations")}>{t("session.toOperations")}</a>}
          <Button kind="quiet" onClick={() => signOut()}>{t("common.signOut")}</Button>
        </div>
      </div>
    </Page>
  );
}

function ByName() {
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState("");
  useEffect(() => {
    const later = setTimeout(() => setWanted(typed.trim()), PAUSE_MS);
    return () => clearTimeout(later);
  }, [typed]);
  const found = useCall((signal) => people(wanted, signal), [wanted]);
  const shown = found.state === "ready" ? found.value.people : [];
  return (
    <>
      <p class="faint">{t("session.chooseLead")}</p>
      <Field label={t("session.chooseLabel")} type="search" autocomplete="off" value={typed} onInput={setTyped} />
      {found.state === "loading" && <Spinner />}
      {found.state === "failed" && <ErrorState failure={found.failure} retry={found.again} />}
      {found.state === "ready" && shown.length === 0 && (
        <EmptyState icon="person" title={wanted ? t("session.noneFound") : t("session.nobody")} />
      )}
      {/* In place of the list, which would be read out again with each letter. */}
      <p class="unseen" role="status">{found.state === "ready" && t("session.peopleFound", { count: shown.length })}</p>
      <ul class="rows door-list">
        {shown.map((person) => (
          <li key={person.id}>
            <button type="button" class="row" onClick={() => choose(person)}>
              <span class="row-title" dir="auto">{nameOf(person)}</span>
              <span class="row-about">
                {nameOf(person) !== person.id && <bdi>{person.name ? person.external_id ?? person.id : person.id}</bdi>}
                <span>{t("session.recordingCount", { count: person.recording_count })}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.state === "ready" && found.value.more && <p class="faint small">{t("session.moreThanShown")}</p>}
    </>
  );
}

/** For a key that may not read who there is: by the id, which is not looked up. */
function ById() {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  function onSubmit(event: Event) {
    event.preventDefault();
    const id = typed.trim();
    if (isId(id)) choose({ id, name: null, external_id: null });
    else setProblem(t("session.notAnId"));
  }
  return (
    <form onSubmit={onSubmit}>
      <p class="faint">{t("session.chooseById")}</p>
      <Field
        label={t("session.idLabel")}
        problem={problem}
        autocomplete="off"
        spellcheck={false}
        placeholder="eu_…"
        value={typed}
        onInput={(value) => {
          setTyped(value);
          setProblem(null);
        }}
      />
      <Button kind="primary" type="submit">{t("session.choose")}</Button>
    </form>
  );
}
