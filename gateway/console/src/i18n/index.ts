import { computed, signal } from "@preact/signals";
import * as en from "./en";
import { fill } from "./format";

export { clock } from "./format";

/** A text, or one for each form of a plural; `{count}` chooses. */
export type Text = string | { one: string; other: string };
/** The same keys in another language, each as a text or in forms of a plural, as in English. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Text };

type Pages = typeof en;
/** `"ask.placeholder"`: the file, and the key in it. */
export type Key = {
  [P in keyof Pages]: `${P & string}.${keyof Pages[P] & string}`;
}[keyof Pages];
export type Language = "en" | "de";

export const LANGUAGES: Record<Language, string> = { en: "English", de: "Deutsch" };
const STORED = "hark.language";

type Dictionary = { [P in keyof Pages]: Translation<Pages[P]> };
type Values = Record<string, string | number>;

const LOADED: Record<Language, () => Promise<Dictionary>> = {
  en: async () => en,
  de: () => import("./de"),
};
const texts = signal<Dictionary>(en);
export const language = signal<Language>("en");

function preferred(): Language {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages];
  for (const tag of wanted) {
    const known = tag?.split("-")[0];
    if (known && Object.hasOwn(LANGUAGES, known)) return known as Language;
  }
  return "en";
}

/** Takes effect everywhere at once. */
export async function setLanguage(chosen: Language): Promise<void> {
  texts.value = await LOADED[chosen]();
  language.value = chosen;
  document.documentElement.lang = chosen;
}

export function keepLanguage(chosen: Language): void {
  localStorage.setItem(STORED, chosen);
  void setLanguage(chosen);
}

export const startLanguage = () => setLanguage(preferred());

export const t = (key: Key, values: Values = {}): string => told(texts.value, key, values);

/** The same in another language than the page's: for what is sent to recordings of that language. */
export async function inLanguage(tag: string | null): Promise<typeof t> {
  const known = tag?.split("-")[0] ?? "";
  if (!Object.hasOwn(LANGUAGES, known)) return t;
  const theirs = await LOADED[known as Language]();
  return (key, values = {}) => told(theirs, key, values);
}

function told(dictionary: Dictionary, key: Key, values: Values): string {
  const [page = "", name = ""] = key.split(".");
  const text = (dictionary as Record<string, Record<string, Text>>)[page]?.[name] ?? key;
  if (typeof text === "string") return fill(text, values);
  const count = Number(values.count);
  const form = plurals.value.select(count) === "one" ? text.one : text.other;
  return fill(form, { ...values, count: numbers.value.format(count) });
}

/** Dates as the browser's own region writes them, if it speaks the language that was chosen. */
const locale = computed(
  () =>
    navigator.languages.find((tag) => tag.split("-")[0] === language.value && isTag(tag)) ??
    language.value,
);

/** Some systems name their locale in a way of their own, such as en-US@posix. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

const plurals = computed(() => new Intl.PluralRules(locale.value));
const numbers = computed(() => new Intl.NumberFormat(locale.value));
const days = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: "medium" }));
const times = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeStyle: "short" }),
);
const ago = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: "auto" }));

export const number = (value: number) => numbers.value.format(value);
export const day = (iso: string) => days.value.format(new Date(iso));
export const dayAndTime = (iso: string) => times.value.format(new Date(iso));

const inZone = (timeZone: string, clockToo: boolean) =>
  new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeZone, ...(clockToo ? { timeStyle: "short" } : {}) });

/** A day, and its time unless that is midnight there. */
export const dayIn = (iso: string, timeZone: string) => inZone(timeZone, !isMidnight(iso, timeZone)).format(new Date(iso));

/** "1 – 30 Apr 2026": from one time to before another, in whole days where they are whole. */
export function span(from: string, before: string, timeZone: string): string {
  const wholeDays = isMidnight(from, timeZone) && isMidnight(before, timeZone);
  const until = Date.parse(before) - (wholeDays ? 1 : 0);
  return inZone(timeZone, !wholeDays).formatRange(new Date(from), new Date(Math.max(until, Date.parse(from))));
}

function isMidnight(iso: string, timeZone: string): boolean {
  const clock = new Intl.DateTimeFormat("en", { hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone });
  return clock.format(new Date(iso)) === "00:00:00";
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 minutes ago", "yesterday"; the date when it is more than a week. */
export function since(iso: string, now = Date.now()): string {
  const passed = now - Date.parse(iso);
  if (passed > 7 * 86_400_000) return day(iso);
  for (const [unit, size] of STEPS) {
    if (passed >= size) return ago.value.format(-Math.floor(passed / size), unit);
  }
  return t("common.justNow");
}
