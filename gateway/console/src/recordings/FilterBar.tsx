import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "../ui";
import { isLimited, STATUSES, type Filters } from "./filters";

/** Until somebody has typed a tag to its end. */
const PAUSE_MS = 300;

export function FilterBar({ filters, tags, onChange }: {
  filters: Filters;
  /** Those that are seen, to choose from. */
  tags: string[];
  onChange: (filters: Filters) => void;
}) {
  const id = useId();
  const [tag, setTag] = useState(filters.tag);
  useEffect(() => setTag(filters.tag), [filters.tag]);
  useEffect(() => {
    if (tag === filters.tag) return;
    const timer = setTimeout(() => onChange({ ...filters, tag }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [tag]);
  return (
    <form class="filters" role="search" aria-label={t("recordings.filters")} onSubmit={(event) => event.preventDefault()}>
      <div class="filter">
        <label for={`${id}-status`}>{t("recordings.status")}</label>
        <select
          id={`${id}-status`}
          value={filters.status}
          onChange={(event) => onChange({ ...filters, status: event.currentTarget.value as Filters["status"] })}
        >
          <option value="">{t("recordings.anyStatus")}</option>
          {STATUSES.map((status) => <option key={status} value={status}>{t(`recordings.${status}`)}</option>)}
        </select>
      </div>
      <div class="filter">
        <label for={`${id}-tag`}>{t("recordings.tag")}</label>
        <input id={`${id}-tag`} list={`${id}-tags`} dir="auto" autocomplete="off" value={tag} onInput={(event) => setTag(event.currentTarget.value)} />
        <datalist id={`${id}-tags`}>{tags.map((one) => <option key={one} value={one} />)}</datalist>
      </div>
      {(["from", "to"] as const).map((end) => (
        <div key={end} class="filter">
          <label for={`${id}-${end}`}>{t(`recordings.${end}`)}</label>
          <input id={`${id}-${end}`} type="date" value={filters[end]} onChange={(event) => onChange({ ...filters, [end]: event.currentTarget.value })} />
        </div>
      ))}
      {isLimited(filters) && (
        <Button kind="quiet" icon="close" onClick={() => onChange({ status: "", tag: "", from: "", to: "" })}>{t("recordings.clearFilters")}</Button>
      )}
    </form>
  );
}
