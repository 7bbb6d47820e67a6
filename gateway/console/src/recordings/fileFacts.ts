/** What the gateway takes at most. */
export const MAX_BYTES = 32 * 1024 * 1024;
const MAX_TITLE = 200;

/** A title out of a file's name: without what tells its kind, and with blanks where names cannot have them. */
export function titleOf(name: string): string {
  const bare = name.replace(/(\.(transcript|captions?|en|de))?\.[a-z0-9]{2,5}$/i, "");
  const title = bare.replace(/[_\s]+/g, " ").trim();
  return [...(title || name.trim())].slice(0, MAX_TITLE).join("");
}

/**
 * When it was recorded, in the form of a field for date and time: as the name says (`2026-05-04`, `20260504-0900`, Zoom's
 * `GMT20260504-090000`), else when the file was written. Whoever uploads sees it and can say otherwise.
 */
export function dateOf(name: string, lastModified: number): string {
  const found = /(GMT)?(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)(?:[-_ T.]+([01]\d|2[0-3])[-_.:h]?([0-5]\d)(?:[-_.:]?[0-5]\d)?(?!\d))?/.exec(name);
  if (!found) return fieldOf(new Date(lastModified));
  const [, gmt, year, month, day, hour = "12", minute = "00"] = found;
  const written = `${year}-${month}-${day}T${hour}:${minute}`;
  return gmt ? fieldOf(new Date(`${written}Z`)) : written;
}

/** An instant as a field for date and time has it, in the time of where one is. */
export function fieldOf(instant: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const date = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  return `${date}T${two(instant.getHours())}:${two(instant.getMinutes())}`;
}

/** The instant of such a field; null when nothing, or no date, stands in it. */
export function instantIn(field: string): string | null {
  const instant = new Date(field);
  return field === "" || Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
