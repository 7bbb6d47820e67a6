import { clock, t } from "../i18n";
import { to } from "../router";
import { toast } from "../ui";

/** Puts the address of a moment where it can be pasted from. */
export async function copyMoment(recording: string, ms: number): Promise<void> {
  const address = location.origin + to("/recordings/{id}", { id: recording }, `t=${ms}`);
  const copied = await copy(address);
  toast(copied ? t("transcript.copied", { time: clock(ms) }) : t("transcript.notCopied", { address }));
}

/** navigator.clipboard is there in secure contexts alone, and Hark is also used over plain http. */
async function copy(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed: the old way may be.
  }
  const before = document.activeElement;
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "unseen";
  document.body.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}
