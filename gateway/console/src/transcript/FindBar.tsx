import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { number, t } from "../i18n";
import { Icon, IconButton } from "../ui";
import type { Find } from "./useFind";

/** Of this list only a part is on the page, so that the browser's own search finds little: its key comes here first. */
export function FindBar({ bar, find, onLeave }: { bar: RefObject<HTMLDivElement | null>; find: Find; onLeave: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isFind = event.key === "f" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      // Asked a second time it is the browser's.
      if (!isFind || document.activeElement === box.current || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      find.go(event.shiftKey ? -1 : 1);
    }
    if (event.key === "Escape") {
      event.preventDefault();
      find.type("");
      onLeave();
    }
  }

  const { length } = find.hits;
  const told = !find.pattern
    ? ""
    : length === 0
      ? t("transcript.noHits")
      : t("transcript.hits", { number: number(find.current + 1), total: number(length) });
  return (
    <div ref={bar} class="find" role="search" aria-label={t("transcript.find")}>
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        class="find-box"
        dir="auto"
        aria-label={t("transcript.find")}
        placeholder={t("transcript.find")}
        autocomplete="off"
        spellcheck={false}
        value={find.typed}
        onInput={(event) => find.type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span class="find-hits" role="status">{told}</span>
      <IconButton icon="up" label={t("transcript.previousHit")} disabled={length === 0} onClick={() => find.go(-1)} />
      <IconButton icon="down" label={t("transcript.nextHit")} disabled={length === 0} onClick={() => find.go(1)} />
    </div>
  );
}
