import type { ComponentType } from "preact";
import type { IconName } from "../ui";

export type Values = Record<string, string>;
type Loaded = { default: ComponentType<{ values: Values }> };

/** A page: its pattern, and how it is loaded. Patterns of one page are in one entry, so that it stays as it is between them. */
export type Route = { patterns: string[]; load: () => Promise<Loaded> };

export const routes: Route[] = [
  { patterns: ["/", "/ask", "/ask/{session}"], load: () => import("../ask/AskPage") },
  { patterns: ["/search"], load: () => import("../search/SearchPage") },
  { patterns: ["/recordings"], load: () => import("../recordings/RecordingsPage") },
  { patterns: ["/recordings/{id}"], load: () => import("../transcript/TranscriptPage") },
  { patterns: ["/operations"], load: () => import("../operations/OperationsPage") },
];

/** What the navigation leads to. */
export const sections: { path: string; icon: IconName; title: "ask" | "search" | "recordings" | "operations" }[] = [
  { path: "/ask", icon: "ask", title: "ask" },
  { path: "/search", icon: "search", title: "search" },
  { path: "/recordings", icon: "recordings", title: "recordings" },
  { path: "/operations", icon: "operations", title: "operations" },
];
