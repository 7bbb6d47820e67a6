import type { SearchRequest } from "../api/types";

/** What limits a search, as it stands in the boxes: days are those of the reader's own calendar. */
export type Filters = { from: string; to: string; tags: string[]; speakers: string[]; details: string[] };

/** A search as the history of the tab keeps it, and no address: what people look for is theirs. */
export type Asked = { whose: string; query: string; filters: Filters; limit: number };

export const NO_FILTERS: Filters = { from: "", to: "", tags: [], speakers: [], details: [] };
export const FIRST = 10;
/** What the API gives at most. */
export const MOST = 50;

/** Of an entry of the history, when it is a search of whoever is signed in. */
export function askedOf(state: unknown, whose: string | null): Asked | null {
  const search = (state as { search?: Asked } | null)?.search;
  return search && search.whose === whose ? search : null;
}

export function howMany({ from, to, tags, speakers, details }: Filters): number {
  return [from, to].filter((day) => day !== "").length + tags.length + speakers.length + details.length;
}

export function requestOf({ query, filters }: Asked): SearchRequest {
  const { from, to, tags, speakers, details } = filters;
  return {
    query,
    ...(from ? { recorded_after: beginOf(from, 0) } : {}),
    ...(to ? { recorded_before: beginOf(to, 1) } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(speakers.length > 0 ? { speakers } : {}),
    ...(details.length > 0 ? { metadata: Object.fromEntries(details.map((text) => detailOf(text)!)) } : {}),
  };
}

/** Where a day begins for the reader, some days later. */
function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** `deal = D-7`; a number and true or false are that, but in quotes. Null for what is none. */
export function detailOf(text: string): [string, string | number | boolean] | null {
  const [, name, value] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined) return null;
  const quoted = /^"(.+)"$/.exec(value)?.[1];
  if (quoted !== undefined) return [name, quoted];
  if (value === "true" || value === "false") return [name, value === "true"];
  return [name, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value];
}
