import { useRef, useState } from "preact/hooks";
import type { ListedKey } from "../api/admin";
import { call } from "../api/client";
import { day, since, t } from "../i18n";
import { Button, Confirm, Status } from "../ui";
import { EVERY_SCOPE } from "./scopes";

/** `listed`, as `key` is a word of Preact's own. */
export function KeyRow({ listed, onRevoked }: { listed: ListedKey; onRevoked: () => void }) {
  const [asking, setAsking] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const { id, name, shown, project_id, mode, scopes, end_user_id, created_at, expires_at, last_used_at } = listed;
  const isEverything = scopes.length === EVERY_SCOPE.length;
  return (
    <div class="ops-row" ref={row} tabIndex={-1}>
      <div class="ops-row-head">
        <span class="row-title" dir="auto">{name || t("session.unnamed")}</span>
        {mode === "test" && <span class="test-mark">{t("session.test")}</span>}
        <State listed={listed} />
      </div>
      <p class="row-about">
        <code>{shown}…</code>
        <bdi class="ops-id">{project_id}</bdi>
        {end_user_id && <span>{t("operations.boundTo", { id: end_user_id })}</span>}
        <bdi class="ops-id">{id}</bdi>
      </p>
      <p class="row-about">
        {created_at && <span>{t("operations.made", { when: since(created_at) })}</span>}
        <span>{last_used_at ? t("operations.lastUsed", { when: since(last_used_at) }) : t("operations.neverUsed")}</span>
        {expires_at && <span>{t("operations.expires", { day: day(expires_at) })}</span>}
      </p>
      <p class="ops-codes">{isEverything ? <span class="faint small">{t("operations.everyScope")}</span> : scopes.map((scope) => <code key={scope}>{scope}</code>)}</p>
      {listed.revoked_at === null && (
        <div class="ops-actions">
          <Button aria-label={`${t("operations.revoke")}: ${name || shown}`} onClick={() => setAsking(true)}>{t("operations.revoke")}</Button>
        </div>
      )}
      <Confirm
        title={t("operations.revokeTitle")}
        text={t("operations.revokeText", { name: name || `${shown}…`, project: project_id })}
        doIt={t("operations.revoke")}
        open={asking}
        onClose={() => setAsking(false)}
        act={() => call("delete", "/v1/admin/keys/{id}", { path: { id } })}
        onDone={() => {
          onRevoked();
          // The button is gone.
          row.current?.focus();
        }}
      />
    </div>
  );
}

function State({ listed }: { listed: ListedKey }) {
  if (listed.revoked_at) return <Status tone="off">{t("operations.revoked", { when: since(listed.revoked_at) })}</Status>;
  if (listed.expires_at && Date.parse(listed.expires_at) <= Date.now()) return <Status tone="off">{t("operations.expired")}</Status>;
  return <Status tone="good">{t("operations.active")}</Status>;
}
