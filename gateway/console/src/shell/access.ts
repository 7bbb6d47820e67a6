import { can, isRoot, session, type Scope } from "../session/session";
import { sections, type Access, type Section } from "./routes";

/** Why a page is not for who is signed in. */
export type Lack = { why: "scope"; scope: Scope } | { why: "project" } | { why: "root" };

export function lackOf({ anyOf, wholeProject }: Access): Lack | null {
  const { value: now } = session;
  if (isRoot.value) return wholeProject === "only" ? null : { why: "root" };
  if (wholeProject === "only" && now.state === "in" && now.bound) return { why: "project" };
  return anyOf.some(can) ? null : { why: "scope", scope: anyOf[0]! };
}

/** Whether somebody has to be chosen first, whose recordings the page is about. */
export function needsPerson({ wholeProject }: Access): boolean {
  const { value: now } = session;
  return now.state === "in" && !now.bound && now.about !== null && now.person === null && !wholeProject;
}

export const openSections = (): Section[] => sections.filter(({ access }) => lackOf(access) === null);
