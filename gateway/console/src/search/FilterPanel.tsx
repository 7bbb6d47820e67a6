import { useEffect, useId, useState } from "preact/hooks";
import { day, t } from "../i18n";
import { Button, Chip, Field } from "../ui";
import { detailOf, howMany, NO_FILTERS, type Filters } from "./asked";
import { known, recordings } from "./current";

type Change = (filters: Filters) => void;
type Listed = "tags" | "speakers" | "details";
const LISTS: Listed[] = ["tags", "speakers", "details"];

/** What limits the search now, each to be taken away. */
export function FilterChips({ filters, onChange }: { filters: Filters; onChange: Change }) {
  const days = [filters.from && "from", filters.to && "to"].filter((name) => name !== "") as ("from" | "to")[];
  return (
    <>
      {days.map((name) => (
        <Chip key={name} removeLabel={t("search.remove")} onRemove={() => onChange({ ...filters, [name]: "" })}>
          {t(`search.${name}Day`, { day: day(`${filters[name]}T12:00`) })}
        </Chip>
      ))}
      {LISTS.flatMap((list) =>
        filters[list].map((text) => (
          <Chip key={`${list} ${text}`} removeLabel={`${t("search.remove")}: ${text}`} onRemove={() => onChange(without(filters, list, text))}>
            {list === "speakers" ? t("search.saidBy", { name: text }) : text}
          </Chip>
        )),
      )}
      {howMany(filters) > 1 && <Button kind="quiet" onClick={() => onChange(NO_FILTERS)}>{t("search.removeAll")}</Button>}
    </>
  );
}

const without = (filters: Filters, list: Listed, text: string) => ({ ...filters, [list]: filters[list].filter((one) => one !== text) });

export function FilterPanel({ filters, onChange }: { filters: Filters; onChange: Change }) {
  useEffect(() => void known([]), []);
  const all = [...recordings.value.values()].filter((recording) => recording !== null);
  const tags = [...new Set(all.flatMap((recording) => recording.tags ?? []))].sort();
  const speakers = [...new Set(all.flatMap((recording) => Object.values(recording.speakers ?? {})))].sort();
  const add = (list: Listed) => (text: string) =>
    filters[list].includes(text) || onChange({ ...filters, [list]: [...filters[list], text] });
  return (
    <div id="search-filters" class="search-filters card">
      <Field label={t("search.from")} type="date" value={filters.from} onInput={(from) => onChange({ ...filters, from })} />
      <Field label={t("search.to")} type="date" value={filters.to} onInput={(to) => onChange({ ...filters, to })} />
      <AddBox label={t("search.tag")} hint={t("search.tagHint")} choices={tags} onAdd={add("tags")} />
      <AddBox label={t("search.speaker")} hint={t("search.speakerHint")} choices={speakers} onAdd={add("speakers")} />
      <AddBox label={t("search.detail")} hint={t("search.detailHint")} choices={[]} fits={(text) => detailOf(text) !== null} onAdd={add("details")} />
      <div class="search-apply"><Button kind="primary" type="submit">{t("search.apply")}</Button></div>
    </div>
  );
}

/** What is typed becomes a chip: by Enter, by the button, or when the box is left. */
function AddBox({ label, hint, choices, fits = () => true, onAdd }: {
  label: string;
  hint: string;
  choices: string[];
  fits?: (text: string) => boolean;
  onAdd: (text: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const id = useId();
  function add(text: string) {
    if (text.trim() === "" || !fits(text)) return;
    onAdd(text.trim());
    setTyped("");
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="add-box">
        <input
          id={id}
          value={typed}
          dir="auto"
          list={`${id}-known`}
          autocomplete="off"
          aria-describedby={`${id}-hint`}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.isComposing || typed.trim() === "") return;
            event.preventDefault();
            add(typed);
          }}
          onBlur={() => add(typed)}
        />
        <Button onClick={() => add(typed)} disabled={!fits(typed) || typed.trim() === ""}>{t("search.add")}</Button>
      </div>
      <datalist id={`${id}-known`}>{choices.map((choice) => <option key={choice} value={choice} />)}</datalist>
      <p id={`${id}-hint`} class="field-hint">{hint}</p>
    </div>
  );
}
