import type { ComponentType } from "preact";
import type { Scope } from "../session/session";
import type { IconName } from "../ui";

export type Values = Record<string, string>;
type Loaded = { default: ComponentType<{ values: Values }> };

/** Who a page is for: whose key has one of the scopes; some without an end user, one not for a bound key. */
export type Access = { anyOf: Scope[]; wholeProject?: "also" | "only" };

/** A page: its pattern, and how it is loaded. Patterns of one page are in one entry, so that it stays as it is between them. */
export type Route = { patterns: string[]; access: Access; load: () => Promise<Loaded> };

const ask: Access = { anyOf: ["ask:write"] };
const recordings: Access = { anyOf: ["recordings:read"] };
const operations: Access = { anyOf: ["webhooks:write", "recordings:read", "end_users:read"], wholeProject: "only" };

export const routes: Route[] = [
  { patterns: ["/", "/ask", "/ask/{session}"], access: ask, load: () => import("../ask/AskPage") },
  { patterns: ["/search"], access: recordings, load: () => import("../search/SearchPage") },
  { patterns: ["/recordings"], access: recordings, load: () => import("../recordings/RecordingsPage") },
  {
    patterns: ["/recordings/{id}"],
    access: { ...recordings, wholeProject: "also" },
    load: () => import("../transcript/TranscriptPage"),
  },
  {
    patterns: ["/operations", "/operations/{tab}", "/operations/{tab}/{id}"],
    access: operations,
    load: () => import("../operations/OperationsPage"),
  },
];

export type Section = { path: string; icon: IconName; title: "ask" | "search" | "recordings" | "operations"; access: Access };

/** What the navigation leads to. */
export const sections: Section[] = [
  { path: "/ask", icon: "ask", title: "ask", access: ask },
  { path: "/search", icon: "search", title: "search", access: recordings },
  { path: "/recordings", icon: "recordings", title: "recordings", access: recordings },
  { path: "/operations", icon: "operations", title: "operations", access: operations },
];
