import type { Recording } from "../api/types";
import { fieldOf, instantIn } from "./fileFacts";

const MAX_TAGS = 20;

/** What stands in the fields. */
export type Draft = { title: string; date: string; tags: string; metadata: [name: string, value: string][] };
type Scalar = string | number | boolean | null;
export type Change = { title?: string; recorded_at?: string; tags?: string[]; metadata?: Record<string, Scalar> };
export type Problem = { field: keyof Draft; key: "titleNeeded" | "dateNeeded" | "tagsTooMany" };

export function draftOf({ title, recorded_at, tags, metadata }: Recording): Draft {
  return {
    title: title ?? "",
    date: recorded_at ? fieldOf(new Date(recorded_at)) : "",
    tags: tags.join(", "),
    metadata: Object.entries(metadata ?? {}).map(([name, value]) => [name, String(value)]),
  };
}

/** Whether its metadata are names and plain values, as fields can show them. */
export const isFlat = ({ metadata }: Pick<Recording, "metadata">) =>
  Object.values(metadata ?? {}).every((value) => value === null || typeof value !== "object");

/** What of a draft is new; what was not touched is not sent, so that nothing of it is lost in the form of a field. */
export function changeOf(recording: Recording, draft: Draft): Change {
  const before = draftOf(recording);
  const date = draft.date === before.date ? null : instantIn(draft.date);
  return {
    ...(draft.title.trim() !== before.title ? { title: draft.title.trim() } : {}),
    ...(date ? { recorded_at: date } : {}),
    ...(draft.tags !== before.tags ? { tags: tagsIn(draft.tags) } : {}),
    ...(JSON.stringify(draft.metadata) !== JSON.stringify(before.metadata) ? { metadata: metadataIn(recording, draft) } : {}),
  };
}

export function problemOf(recording: Recording, { title, date, tags }: Draft): Problem | null {
  if (title.trim() === "" && recording.title !== null) return { field: "title", key: "titleNeeded" };
  if (date === "" && recording.recorded_at !== null) return { field: "date", key: "dateNeeded" };
  if (tagsIn(tags).length > MAX_TAGS) return { field: "tags", key: "tagsTooMany" };
  return null;
}

function tagsIn(text: string): string[] {
  return [...new Set(text.split(/[,،、]/).map((tag) => tag.trim()))].filter((tag) => tag !== "");
}

/** A number whose digits nobody has changed stays a number. */
function metadataIn({ metadata }: Recording, draft: Draft): Record<string, Scalar> {
  const named = draft.metadata.map(([name, value]): [string, string] => [name.trim(), value]).filter(([name]) => name !== "");
  return Object.fromEntries(
    named.map(([name, value]) => {
      const old = metadata?.[name];
      return [name, old !== undefined && String(old) === value ? (old as Scalar) : value];
    }),
  );
}
