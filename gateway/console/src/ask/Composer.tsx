import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { IconButton } from "../ui";

/** What the API takes, in characters. */
const MOST = 10_000;

/** Enter asks, with Shift it begins a line. */
export function Composer({ busy, onAsk, onStop }: { busy: boolean; onAsk: (question: string) => void; onStop: () => void }) {
  const [text, setText] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { style } = box.current!;
    style.height = "auto";
    if (text !== "") style.height = `${box.current!.scrollHeight}px`;
  }, [text]);

  function ask() {
    if (busy || text.trim() === "") return;
    onAsk(text.trim());
    setText("");
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        aria-label={t("ask.placeholder")}
        placeholder={t("ask.placeholder")}
        maxLength={MOST}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends the writing of a Japanese word asks nothing.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          ask();
        }}
      />
      {busy ? (
        <IconButton icon="stop" label={t("ask.stop")} kind="plain" onClick={onStop} />
      ) : (
        <IconButton icon="send" label={t("ask.send")} kind="primary" type="submit" disabled={text.trim() === ""} />
      )}
    </form>
  );
}
