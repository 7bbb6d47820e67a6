import type { Filters, Interpretation, Scope } from "../api/types";

type What =
  | { kind: "window"; from: string | null; to: string | null; zone: string; expression: string | null; widened: boolean }
  | { kind: "anyTime" }
  | { kind: "preferred" | "only"; speakers: string[] }
  | { kind: "nobody" }
  | { kind: "tag"; tag: string }
  | { kind: "count" | "list"; counted: string[] };

/** Something that was read in a question or said beside it; `without` are the filters that ask without it. */
export type Fact = What & { without: Filters | null };

/** What was understood of a question, and how it is asked again without each. */
export function factsOf(read: Interpretation | null, filters: Filters = {}): Fact[] {
  return [...time(read, filters), ...speakers(read, filters), ...tags(filters), ...counting(read)];
}

function time(read: Interpretation | null, filters: Filters): Fact[] {
  const { recorded_after, recorded_before, ...without } = filters;
  const zone = read?.time_zone ?? "UTC";
  if (recorded_after === undefined && recorded_before === undefined) {
    if (!read || (!read.from && !read.to && !read.expression)) return [];
    const { from, to, expression, widened } = read;
    return [{ kind: "window", from, to, zone, expression, widened, without: { ...filters, recorded_after: null } }];
  }
  if (!recorded_after && !recorded_before) return [{ kind: "anyTime", without }];
  const [from, to] = [recorded_after ?? null, recorded_before ?? null];
  return [{ kind: "window", from, to, zone, expression: null, widened: false, without }];
}

function speakers(read: Interpretation | null, filters: Filters): Fact[] {
  const { speakers: only, ...without } = filters;
  if (only === undefined || only === null) {
    if (!read || read.speakers.length === 0) return [];
    // Of those who are named none can be left out alone: to name the others in filters would leave out everybody else.
    return [{ kind: "preferred", speakers: read.speakers, without: { ...filters, speakers: [] } }];
  }
  return only.length === 0 ? [{ kind: "nobody", without }] : [{ kind: "only", speakers: only, without }];
}

function tags({ tags: all, ...others }: Filters): Fact[] {
  return (all ?? []).map((tag) => {
    const left = all!.filter((other) => other !== tag);
    return { kind: "tag", tag, without: left.length > 0 ? { ...others, tags: left } : others };
  });
}

function counting(read: Interpretation | null): Fact[] {
  return !read || read.kind === "moment" ? [] : [{ kind: read.kind, counted: read.counted, without: null }];
}

/** No time and nobody, whatever the question says. */
export const NO_LIMITS: Filters = { recorded_after: null, speakers: [] };

/** Whether an answer may be where it was not looked for. */
export function isLimited(facts: Fact[], scope: Scope): boolean {
  return scope.type !== "library" || facts.some(({ kind }) => kind === "window" || kind === "only" || kind === "tag");
}
