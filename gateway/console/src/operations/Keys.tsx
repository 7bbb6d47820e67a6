import { useRef, useState } from "preact/hooks";
import type { ListedKey, MadeKey } from "../api/admin";
import { call } from "../api/client";
import { t } from "../i18n";
import { Button, Dialog, EmptyState, ErrorState, Field, Spinner, usePages } from "../ui";
import { Kept } from "./Kept";
import { KeyRow } from "./KeyRow";
import { NewKeyForm } from "./NewKeyForm";

/** Keys of all projects, for whoever runs Hark. */
export function Keys() {
  const [typed, setTyped] = useState("");
  const [project, setProject] = useState("");
  const keys = usePages<ListedKey>(
    (cursor, signal) => call("get", "/v1/admin/keys", { query: { ...cursor, limit: 50, ...(project ? { project_id: project } : {}) }, signal }),
    [project],
  );
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const head = useRef<HTMLDivElement>(null);
  const { list } = keys;
  const revoked = (id: string) =>
    keys.set((list ?? []).map((key) => (key.id === id ? { ...key, revoked_at: key.revoked_at ?? new Date().toISOString() } : key)));

  return (
    <div class="ops">
      <div class="ops-head" ref={head}>
        <form
          class="ops-filter"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            setProject(typed.trim());
          }}
        >
          <Field label={t("operations.ofProject")} type="search" placeholder="proj_…" autocomplete="off" spellcheck={false} value={typed} onInput={setTyped} />
          <Button type="submit">{t("operations.filter")}</Button>
        </form>
        <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t("operations.newKey")}</Button>
      </div>
      <Dialog title={t("operations.newKey")} open={making} onClose={() => setMaking(false)}>
        <NewKeyForm
          project={project || list?.[0]?.project_id || ""}
          onCancel={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
            keys.again();
          }}
        />
      </Dialog>
      {made && (
        <Kept
          title={t("operations.keyMade", { name: made.name || made.id })}
          hint={t("operations.keyMadeHint")}
          secret={made.key}
          onKept={() => {
            setMade(null);
            head.current?.querySelector<HTMLElement>(".primary")?.focus();
          }}
        />
      )}
      {keys.failure && <ErrorState failure={keys.failure} retry={keys.again} />}
      {list === null && !keys.failure && <Spinner />}
      {list?.length === 0 && (
        <EmptyState icon="key" title={project ? t("operations.noKeysOf", { project }) : t("operations.noKeys")} />
      )}
      {list !== null && list.length > 0 && (
        <ul class="rows card" aria-label={t("operations.keys")}>
          {list.map((key) => <li key={key.id}><KeyRow listed={key} onRevoked={() => revoked(key.id)} /></li>)}
        </ul>
      )}
      {keys.more && <Button onClick={keys.more}>{t("common.more")}</Button>}
    </div>
  );
}
