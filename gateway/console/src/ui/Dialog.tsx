import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../i18n";
import { backdropPresses } from "./backdropPresses";
import { IconButton } from "./Button";

/** A native dialog: it keeps the focus, closes with Escape, and gives the focus back. */
export function Dialog({ title, open, onClose, side = false, children }: {
  title: string;
  open: boolean;
  onClose: () => void;
  /** At the side, for lists on a phone. */
  side?: boolean;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const presses = useRef(backdropPresses());
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class={side ? "dialog side" : "dialog"}
      aria-labelledby={heading}
      onClose={onClose}
      onPointerDown={(event) => presses.current.begin(event.target === dialog.current)}
      onClick={(event) => presses.current.end(event.target === dialog.current) && onClose()}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          <IconButton icon="close" label={t("common.close")} onClick={onClose} />
        </header>
        {open && children}
      </div>
    </dialog>
  );
}
