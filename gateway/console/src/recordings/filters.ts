import { BASE } from "../router";
import type { Recording } from "../api/types";

export type Status = Recording["status"];
export const STATUSES: Status[] = ["completed", "processing", "pending", "failed"];

/** What the list is limited to; an empty text limits nothing. Days are those of whoever looks, as `2026-05-04`. */
export type Filters = { status: Status | ""; tag: string; from: string; to: string };

export function filtersOf(query: URLSearchParams): Filters {
  const status = query.get("status") ?? "";
  return {
    status: STATUSES.find((known) => known === status) ?? "",
    tag: query.get("tag") ?? "",
    from: dayOf(query.get("from")),
    to: dayOf(query.get("to")),
  };
}

const dayOf = (text: string | null) => (text !== null && instantOf(text, 0) !== null ? text : "");

/** The address of the list with these filters. */
export function addressOf(filters: Filters): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ""));
  return `${BASE}/recordings${query.size > 0 ? `?${query}` : ""}`;
}

export const isLimited = (filters: Filters) => Object.values(filters).some((value) => value !== "");

/** As the API takes it: both days whole, from their first moment to that of the day after. */
export function askedBy({ status, tag, from, to }: Filters) {
  const after = instantOf(from, 0);
  const before = instantOf(to, 1);
  return {
    ...(status ? { status } : {}),
    ...(tag.trim() ? { tag: tag.trim() } : {}),
    ...(after ? { recorded_after: after } : {}),
    ...(before ? { recorded_before: before } : {}),
  };
}

/** When a day begins here, or the one so many days after it; null for what is no day. */
function instantOf(day: string, later: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (date === undefined) return null;
  // By the calendar, not by hours: a day may have 23 or 25.
  const instant = new Date(Number(year), Number(month) - 1, Number(date) + later);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
