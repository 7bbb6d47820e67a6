import { t } from "../i18n";
import { to } from "../router";
import { signOut } from "../session/session";
import { Button, EmptyState, Page } from "../ui";
import { openSections, type Lack } from "./access";

/** Says what the key lacks, and where it may go. */
export function NotForThisKey({ lack }: { lack: Lack }) {
  const title = t("session.missingTitle");
  const [open] = openSections();
  return (
    <Page title={title} hideTitle>
      <EmptyState icon="key" title={title}>
        <p>{sentence(lack)}</p>
        {open && <a class="button primary" href={to(open.path)}>{t(`common.${TO[open.title]}`)}</a>}
        <Button onClick={() => signOut()}>{t("session.otherKey")}</Button>
      </EmptyState>
    </Page>
  );
}

export const TO = { ask: "toAsk", search: "toSearch", recordings: "toRecordings", operations: "toOperations" } as const;

function sentence(lack: Lack): string {
  switch (lack.why) {
    case "scope":
      return t("session.missingScope", { scope: lack.scope });
    case "project":
      return t("session.missingProject");
    case "root":
      return t("session.missingRoot");
  }
}
