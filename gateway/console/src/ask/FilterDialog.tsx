import { useEffect, useId, useState } from "preact/hooks";
import type { Filters, Recording } from "../api/types";
import { t } from "../i18n";
import { Button, Chip, Dialog, Field } from "../ui";
import type { Conversation } from "./Conversation";
import { dayOf, filtersOf } from "./days";
import { library, readLibrary } from "./known";

/** What limits the next questions, until it is taken away. */
export function FilterDialog({ conversation, open, onClose }: { conversation: Conversation; open: boolean; onClose: () => void }) {
  return (
    <Dialog title={t("ask.filters")} open={open} onClose={onClose}>
      <Form
        filters={conversation.filters.value}
        onTake={(filters) => {
          conversation.filters.value = filters;
          onClose();
        }}
        onClose={onClose}
      />
    </Dialog>
  );
}

function Form({ filters, onTake, onClose }: { filters: Filters; onTake: (filters: Filters) => void; onClose: () => void }) {
  const [from, setFrom] = useState(dayOf(filters.recorded_after));
  const [until, setUntil] = useState(dayOf(filters.recorded_before, -1));
  const [tags, setTags] = useState(filters.tags ?? []);
  const [speakers, setSpeakers] = useState(filters.speakers ?? []);
  useEffect(() => void readLibrary(), []);
  const { list } = library.value;
  const problem = from && until && from > until ? t("ask.filterBackwards") : null;
  return (
    <form
      class="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) onTake(filtersOf({ from, until, tags, speakers }));
      }}
    >
      <p class="faint">{t("ask.filtersHint")}</p>
      <div class="filter-days">
        <Field type="date" label={t("ask.filterFrom")} value={from} onInput={setFrom} />
        <Field type="date" label={t("ask.filterUntil")} value={until} onInput={setUntil} problem={problem} />
      </div>
      <Names label={t("ask.filterTags")} hint={t("ask.filterTagsHint")} values={tags} onChange={setTags} offered={tagsOf(list)} />
      <Names label={t("ask.filterSpeakers")} hint={t("ask.filterSpeakersHint")} values={speakers} onChange={setSpeakers} offered={speakersOf(list)} />
      <div class="dialog-actions">
        <Button kind="quiet" onClick={() => onTake({})}>{t("ask.noFilters")}</Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button kind="primary" type="submit">{t("ask.filtersTake")}</Button>
      </div>
    </form>
  );
}

const tagsOf = (list: Recording[]) => sorted(list.flatMap(({ tags }) => tags));
/** Only those who were given a name; others are typed as the transcript labels them. */
const speakersOf = (list: Recording[]) => sorted(list.flatMap(({ speakers }) => Object.values(speakers)));
const sorted = (texts: string[]) => [...new Set(texts)].sort((a, b) => a.localeCompare(b)).slice(0, 200);

/** The API takes no more of each. */
const MOST = 20;

/** Several names: typed and added, or one of those that are known. */
function Names({ label, hint, values, onChange, offered }: {
  label: string;
  hint: string;
  values: string[];
  onChange: (values: string[]) => void;
  offered: string[];
}) {
  const [typed, setTyped] = useState("");
  const id = useId();
  function add() {
    const name = typed.trim();
    if (name !== "" && !values.includes(name) && values.length < MOST) onChange([...values, name]);
    setTyped("");
  }
  function remove(name: string) {
    onChange(values.filter((other) => other !== name));
    document.getElementById(id)?.focus();
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="filter-names">
        <input
          id={id}
          list={`${id}-offered`}
          dir="auto"
          autocomplete="off"
          aria-describedby={`${id}-hint`}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || typed.trim() === "") return;
            event.preventDefault();
            add();
          }}
          onBlur={add}
        />
        <Button onClick={add}>{t("ask.add")}</Button>
      </div>
      <datalist id={`${id}-offered`}>{offered.map((name) => <option key={name} value={name} />)}</datalist>
      <p id={`${id}-hint`} class="field-hint">{hint}</p>
      {values.length > 0 && (
        <ul class="chips" aria-label={label}>
          {values.map((name) => (
            <li key={name}>
              <Chip removeLabel={t("ask.removeFilter", { what: name })} onRemove={() => remove(name)}>{name}</Chip>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
