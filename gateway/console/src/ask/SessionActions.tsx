import { useEffect, useRef, useState } from "preact/hooks";
import { call, file } from "../api/client";
import type { Failure } from "../api/failure";
import type { Session } from "../api/types";
import { t } from "../i18n";
import { to } from "../router";
import { Button, Dialog, ErrorState, Field, Menu, MenuItem, sentenceOf, toast } from "../ui";
import { rename } from "./current";
import { removeSession } from "./removeSession";

/** What the API takes, in UTF-16 units. */
const TITLE_MOST = 200;

export function SessionMenu({ session, onRename, onDelete }: { session: Session; onRename: () => void; onDelete: () => void }) {
  return (
    <Menu icon="more" label={t("ask.sessionActions", { title: session.title })}>
      <MenuItem onChoose={onRename}>{t("ask.rename")}</MenuItem>
      <MenuItem onChoose={() => void download(session, "md")}>{t("ask.exportMarkdown")}</MenuItem>
      <MenuItem onChoose={() => void download(session, "json")}>{t("ask.exportJson")}</MenuItem>
      <hr />
      <MenuItem onChoose={onDelete}>{t("ask.delete")}</MenuItem>
    </Menu>
  );
}

async function download({ id, title }: Session, format: "md" | "json") {
  const exported = await file("/v1/ask/sessions/{id}/export", { path: { id }, query: { format } });
  if (!exported.ok) return toast(sentenceOf(exported.failure));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await exported.value.blob());
  // What a file's name cannot hold, and what would turn it around where it is shown.
  link.download = `${title.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, " ").trim().slice(0, 80) || id}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  toast(t("ask.exported"));
}

export function RenameSession({ session, onClose }: { session: Session | null; onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    setTitle(session?.title ?? "");
    setFailure(null);
  }, [session]);
  async function save() {
    if (!session || title.trim() === "") return;
    const saved = await call("patch", "/v1/ask/sessions/{id}", { path: { id: session.id }, body: { title: title.trim() } });
    if (!saved.ok) return setFailure(saved.failure);
    rename(saved.value);
    onClose();
    toast(t("ask.renamed"));
  }
  return (
    <Dialog title={t("ask.renameTitle")} open={session !== null} onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t("ask.sessionTitle")} value={title} onInput={setTitle} maxLength={TITLE_MOST} required autocomplete="off" />
        {failure && <ErrorState failure={failure} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" type="submit" disabled={title.trim() === ""}>{t("ask.save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function DeleteSession({ session, onClose }: { session: Session | null; onClose: () => void }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const shown = useRef(session);
  shown.current = session;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setFailure(null);
    setBusy(false);
  }, [session]);

  async function remove(asked: Session) {
    setBusy(true);
    const kept = await removeSession(asked.id, () => {
      if (shown.current === asked) box.current?.querySelector("dialog")?.close();
      leaveRow(asked.id);
    });
    if (shown.current !== asked) return kept ? toast(sentenceOf(kept)) : undefined;
    setFailure(kept);
    setBusy(false);
  }
  /** The dialog has given the focus back to the row, which is about to go: so it is moved on before. */
  function leaveRow(id: string) {
    const items = box.current?.closest(".session-list");
    const row = items?.querySelector(`a[href="${to("/ask/{session}", { session: id })}"]`)?.closest("li");
    if (row?.contains(document.activeElement)) items?.querySelector("a")?.focus();
  }
  return (
    <div ref={box}>
    <Dialog title={t("ask.deleteTitle")} open={session !== null} onClose={onClose}>
      <div class="dialog-form">
        <p class="dialog-about" dir="auto">{session?.title}</p>
        <p>{t("ask.deleteHint", { count: session?.message_count ?? 0 })}</p>
        {failure && session && <ErrorState failure={failure} retry={() => void remove(session)} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="danger" disabled={busy} onClick={() => session && void remove(session)}>{t("ask.deleteForGood")}</Button>
        </div>
      </div>
    </Dialog>
    </div>
  );
}
