import { useState } from "preact/hooks";
import type { Failure, Result } from "../api/failure";
import { t } from "../i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { ErrorState } from "./States";

/** Asks before what cannot be taken back; stays open when it failed, and says why. */
export function Confirm<T>({ title, text, doIt, open, onClose, act, onDone }: {
  title: string;
  text: string;
  /** What the button says: what it does, not "OK". */
  doIt: string;
  open: boolean;
  onClose: () => void;
  act: () => Promise<Result<T>>;
  /** Comes when the dialog is closed and the focus is back, so that it may go elsewhere. */
  onDone: (value: T) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function go(button: HTMLElement) {
    setBusy(true);
    const result = await act();
    setBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (!result.ok) return;
    button.closest("dialog")?.close();
    onDone(result.value);
  }
  function close() {
    setFailure(null);
    onClose();
  }
  return (
    <Dialog title={title} open={open} onClose={close}>
      <p class="confirm-text">{text}</p>
      {failure && <ErrorState failure={failure} />}
      <div class="dialog-foot">
        <Button onClick={close}>{t("common.cancel")}</Button>
        <Button kind="danger" disabled={busy} onClick={(event) => void go(event.currentTarget)}>{doIt}</Button>
      </div>
    </Dialog>
  );
}
