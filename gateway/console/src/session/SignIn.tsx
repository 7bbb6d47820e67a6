import { useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, ErrorState, Field, Page, Spinner } from "../ui";
import { Wordmark } from "../shell/Wordmark";
import { isKey, session, signIn } from "./session";

export function SignIn() {
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const { value: now } = session;
  const refused = now.state === "out" && now.why === "refused" ? t("session.refused") : null;

  function onSubmit(event: Event) {
    event.preventDefault();
    const typed = key.trim();
    if (isKey(typed)) void signIn(typed);
    else setProblem(t("session.notAKey"));
  }

  return (
    <Page title={t("session.title")} class="door" hideTitle>
      <div class="door-card">
        <Wordmark />
        <p class="door-lead">{t("session.lead")}</p>
        {now.state === "out" && now.why === "ended" && <p class="notice" role="alert">{t("session.ended")}</p>}
        {now.state === "out" && now.failure && <ErrorState failure={now.failure} />}
        <form onSubmit={onSubmit}>
          <Field
            label={t("session.key")}
            hint={t("session.keyHint")}
            problem={problem ?? refused}
            type="password"
            autocomplete="off"
            spellcheck={false}
            value={key}
            onInput={(value) => {
              setKey(value);
              setProblem(null);
            }}
          />
          <Button kind="primary" type="submit" disabled={now.state === "checking"}>{t("session.signIn")}</Button>
          {now.state === "checking" && <Spinner label={t("session.checking")} />}
        </form>
        <p class="faint small">{t("session.newcomer", { command: "infra/up" })}</p>
      </div>
    </Page>
  );
}
