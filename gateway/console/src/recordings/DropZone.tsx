import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, Icon } from "../ui";
import { add } from "./uploads";

/** Chooses files, and takes those that are dropped anywhere on the page. */
export function DropZone() {
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Leaving one element for the next inside is no leaving.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const on = (by: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      add(event.dataTransfer!.files);
    };
    const listeners = { dragenter: on(1), dragover: on(0), dragleave: on(-1), drop };
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener as EventListener);
    };
  }, []);
  return (
    <>
      <Button kind="primary" icon="upload" onClick={() => chooser.current?.click()}>{t("recordings.upload")}</Button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t("recordings.upload")}
        onChange={(event) => {
          add(event.currentTarget.files ?? []);
          // So that the same file can be chosen again.
          event.currentTarget.value = "";
        }}
      />
      {over && <div class="drop" aria-hidden="true"><Icon name="upload" /><p>{t("recordings.dropHere")}</p></div>}
    </>
  );
}
