import { useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "./Button";

/** A text to take away as it stands: a secret, a command. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const box = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  async function copy() {
    box.current?.select();
    setCopied(await toClipboard(text));
  }
  return (
    <div class="copy-text">
      <input ref={box} readOnly value={text} dir="ltr" aria-label={label} spellcheck={false} onFocus={(event) => event.currentTarget.select()} />
      <Button icon={copied ? "check" : "copy"} onClick={() => void copy()} aria-label={`${t("common.copy")}: ${label}`}>
        {copied ? t("common.copied") : t("common.copy")}
      </Button>
      <span class="unseen" role="status">{copied ? t("common.copied") : ""}</span>
    </div>
  );
}

/** The clipboard of today is there in secure contexts alone; of what is selected the old way copies anywhere. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed: the old way may be.
  }
  return document.execCommand("copy");
}
