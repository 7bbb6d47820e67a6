import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Recording } from "../api/types";
import { t } from "../i18n";
import { moveDraft, useDraft } from "../session/drafts";
import { Chip, IconButton } from "../ui";
import { draftOf, type Conversation } from "./Conversation";
import { library, readLibrary } from "./known";
import { mentionable, mentionAt, mentioning, type Mention } from "./mention";
import { MentionBox } from "./MentionBox";
import { ScopeBar } from "./ScopeBar";

/** What the API takes: characters of a question, and recordings that it mentions. */
const MOST = { characters: 10_000, mentions: 20 };

/** On the first page the focus is the browser's; later it is not left on what is gone. */
let isFirst = true;

/** Enter asks, with Shift it begins a line; `@` mentions a recording. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const busy = conversation.busy.value;
  const draft = draftOf(conversation.sessionId.value);
  const [text, setText] = useDraft(draft);
  const before = useRef(draft);
  // A new conversation gets its id while somebody types on.
  useLayoutEffect(() => {
    if (before.current !== draft) moveDraft(before.current, draft);
    before.current = draft;
  }, [draft]);
  const [mentioned, setMentioned] = useState<Recording[]>([]);
  const [mention, setMention] = useState<Mention | null>(null);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLTextAreaElement>(null);
  const options = useId();
  const focus = () => box.current?.focus({ preventScroll: true });
  useEffect(() => {
    if (!isFirst && document.activeElement === document.body) focus();
    isFirst = false;
  }, []);
  useEffect(() => {
    const { style } = box.current!;
    style.height = "auto";
    if (text !== "") style.height = `${box.current!.scrollHeight}px`;
  }, [text]);

  const scope = conversation.scope.value;
  const found = mention
    ? mentionable(library.value.list, mention.words, scope.recording_ids, mentioned.map(({ id }) => id))
    : [];
  // Words behind an `@` that nothing is called are only words.
  const isOpen = mention !== null && (found.length > 0 || mention.words === "") && mentioned.length < MOST.mentions;

  function ask() {
    if (busy || text.trim() === "") return;
    const refs = mentioned.map(({ id }) => ({ type: "recording" as const, id }));
    void conversation.ask(text.trim(), refs.length > 0 ? { context_refs: refs } : {});
    setText("");
    setMentioned([]);
  }

  function stop() {
    conversation.stop();
    focus();
  }

  function look() {
    const { value, selectionStart } = box.current!;
    const typed = mentionAt(value, selectionStart);
    if (typed && !mention) void readLibrary();
    setMention(typed);
    setActive(0);
  }

  function choose(recording: Recording) {
    const next = mentioning(text, mention!, recording.title ?? "");
    setText(next.text);
    setMentioned([...mentioned, recording]);
    setMention(null);
    box.current!.focus();
    requestAnimationFrame(() => box.current?.setSelectionRange(next.caret, next.caret));
  }

  /** Whether the list of recordings took the key. */
  function inList(event: KeyboardEvent): boolean {
    if (!isOpen || found.length === 0) return false;
    const chosen = found[active];
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setActive((active + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && chosen) choose(chosen);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter that ends the writing of a Japanese word asks nothing.
    if (event.isComposing) return;
    if (event.key === "Escape" && isOpen) return setMention(null);
    const taken = inList(event);
    if (!taken && (event.key !== "Enter" || event.shiftKey)) return;
    event.preventDefault();
    if (!taken) ask();
  }

  return (
    <div class="composer">
      {isOpen && <MentionBox id={options} found={found} active={active} onChoose={choose} />}
      <ScopeBar conversation={conversation} onRemoved={focus} />
      {mentioned.length > 0 && (
        <ul class="chips composer-chips" aria-label={t("ask.mentioned")}>
          {mentioned.map((recording) => (
            <li key={recording.id}>
              <Chip
                removeLabel={t("ask.removeMention", { title: recording.title ?? "" })}
                onRemove={() => {
                  setMentioned(mentioned.filter(({ id }) => id !== recording.id));
                  focus();
                }}
              >
                @ {recording.title}
              </Chip>
            </li>
          ))}
        </ul>
      )}
      <form
        class="composer-line"
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
          maxLength={MOST.characters}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          {...(isOpen && found.length > 0 ? { "aria-controls": options, "aria-activedescendant": `${options}-${active}` } : {})}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            look();
          }}
          onClick={look}
          onBlur={() => setMention(null)}
          onKeyDown={onKeyDown}
        />
        {busy ? (
          <IconButton icon="stop" label={t("ask.stop")} kind="plain" onClick={stop} />
        ) : (
          <IconButton icon="send" label={t("ask.send")} kind="primary" type="submit" disabled={text.trim() === ""} />
        )}
      </form>
    </div>
  );
}
