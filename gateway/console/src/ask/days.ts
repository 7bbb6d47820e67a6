import type { Filters } from "../api/types";

/** The day of a box for dates, where this browser is: midnight of it, or of `later` days after. */
export function midnight(day: string, later = 0): string | null {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return null;
  return new Date(year, month - 1, date + later).toISOString();
}

/** The other way round, for what is shown in the box. */
export function dayOf(iso: string | null | undefined, later = 0): string {
  if (!iso) return "";
  const at = new Date(iso);
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate() + later);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

type Typed = { from: string; until: string; tags: string[]; speakers: string[] };

/** Both days are in it; what was left empty limits nothing and is not sent. */
export function filtersOf({ from, until, tags, speakers }: Typed): Filters {
  const [after, before] = [midnight(from), midnight(until, 1)];
  return {
    ...(after ? { recorded_after: after } : {}),
    ...(before ? { recorded_before: before } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(speakers.length > 0 ? { speakers } : {}),
  };
}
