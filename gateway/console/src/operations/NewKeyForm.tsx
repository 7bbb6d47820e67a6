import { useState } from "preact/hooks";
import type { MadeKey } from "../api/admin";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import { t } from "../i18n";
import { Button, Checks, Choice, ErrorState, Field } from "../ui";
import { bodyOf, problemsOf, type Wanted } from "./newKey";
import { EVERY_SCOPE, scopeChoices } from "./scopes";

export function NewKeyForm({ project, onMade, onCancel }: { project: string; onMade: (key: MadeKey) => void; onCancel: () => void }) {
  const [wanted, setWanted] = useState<Wanted>({ project, name: "", mode: "live", scopes: EVERY_SCOPE, person: "", days: "never" });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const problems = tried ? problemsOf(wanted) : [];
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change });

  async function onSubmit(event: Event) {
    event.preventDefault();
    setTried(true);
    if (problemsOf(wanted).length > 0) return;
    setBusy(true);
    const result = await call("post", "/v1/admin/keys", { body: bodyOf(wanted) });
    setBusy(false);
    if (result.ok) onMade(result.value);
    else setFailure(result.failure);
  }

  return (
    <form class="ops-form" onSubmit={(event) => void onSubmit(event)}>
      <Field
        label={t("operations.project")}
        hint={t("operations.projectHint")}
        problem={problems.includes("project") ? t("operations.noProject") : null}
        placeholder="proj_…"
        autocomplete="off"
        spellcheck={false}
        value={wanted.project}
        onInput={(value) => set({ project: value })}
      />
      <Field label={t("operations.keyName")} hint={t("operations.keyNameHint")} maxLength={100} autocomplete="off" value={wanted.name} onInput={(name) => set({ name })} />
      <div class="ops-pair">
        <Choice
          label={t("operations.mode")}
          chosen={wanted.mode}
          onChange={(mode) => set({ mode })}
          choices={[
            { name: "live", title: t("operations.live") },
            { name: "test", title: t("session.test") },
          ]}
        />
        <Choice
          label={t("operations.validFor")}
          chosen={wanted.days}
          onChange={(days) => set({ days })}
          choices={[
            { name: "never", title: t("operations.noEnd") },
            { name: "30", title: t("operations.days", { count: 30 }) },
            { name: "90", title: t("operations.days", { count: 90 }) },
            { name: "365", title: t("operations.days", { count: 365 }) },
          ]}
        />
      </div>
      <Checks
        label={t("operations.may")}
        problem={problems.includes("scopes") ? t("operations.noScopes") : null}
        choices={scopeChoices()}
        chosen={wanted.scopes}
        onChange={(scopes) => set({ scopes })}
      />
      <Field
        label={t("operations.onlyFor")}
        hint={t("operations.onlyForHint")}
        problem={problems.includes("person") ? t("session.notAnId") : null}
        placeholder="eu_…"
        autocomplete="off"
        spellcheck={false}
        value={wanted.person}
        onInput={(person) => set({ person })}
      />
      {failure && <ErrorState failure={failure} />}
      <div class="dialog-foot">
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={busy}>{t("operations.makeKey")}</Button>
      </div>
    </form>
  );
}
