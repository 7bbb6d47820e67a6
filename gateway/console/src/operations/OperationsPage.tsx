import type { ComponentType } from "preact";
import { t } from "../i18n";
import { navigate, to } from "../router";
import { can, isRoot } from "../session/session";
import type { Values } from "../shell/routes";
import { EmptyState, Page, Tabs } from "../ui";
import { DeadLetters } from "./DeadLetters";
import { Deletions } from "./Deletions";
import { Deliveries } from "./Deliveries";
import { Indexing } from "./Indexing";
import { Keys } from "./Keys";
import { Processing } from "./Processing";
import { Webhooks } from "./Webhooks";

type Name = "webhooks" | "deletions" | "processing" | "keys" | "indexing" | "dead-letters";
type Tab = { name: Name; title: string; isOpen: boolean; view: ComponentType };

function tabs(): Tab[] {
  const isOfProject = !isRoot.value;
  const all: Tab[] = [
    { name: "webhooks", title: t("operations.webhooks"), isOpen: can("webhooks:write"), view: Webhooks },
    { name: "processing", title: t("operations.processing"), isOpen: can("recordings:read"), view: Processing },
    { name: "deletions", title: t("operations.deletions"), isOpen: can("recordings:read") || can("end_users:read"), view: Deletions },
    { name: "keys", title: t("operations.keys"), isOpen: !isOfProject, view: Keys },
    { name: "indexing", title: t("operations.indexing"), isOpen: !isOfProject, view: Indexing },
    { name: "dead-letters", title: t("operations.deadLetters"), isOpen: !isOfProject, view: DeadLetters },
  ];
  return all.filter(({ isOpen }) => isOpen);
}

/** Whoever runs an app on Hark, or Hark: what the key in use lets them see to. */
export default function OperationsPage({ values }: { values: Values }) {
  const open = tabs();
  const chosen = open.find(({ name }) => name === (values.tab ?? open[0]?.name));
  const View = chosen?.view;
  return (
    <Page title={t("operations.title")} class="operations">
      <Tabs
        label={t("operations.title")}
        tabs={open}
        chosen={chosen?.name ?? open[0]!.name}
        onChoose={(name) => navigate(to("/operations/{tab}", { tab: name }))}
      >
        {chosen?.name === "webhooks" && values.id ? <Deliveries key={values.id} id={values.id} /> : View && !values.id && <View />}
        {(!View || (values.id && chosen?.name !== "webhooks")) && (
          <EmptyState icon="search" title={t("common.pageNotFound")}><p>{t("operations.noSuchTab")}</p></EmptyState>
        )}
      </Tabs>
    </Page>
  );
}
