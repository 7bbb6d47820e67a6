import type { NewKey } from "../api/admin";
import type { Scope } from "../session/session";
import { EVERY_SCOPE } from "./scopes";

/** A key as it stands in the form. */
export type Wanted = {
  project: string;
  name: string;
  mode: "live" | "test";
  scopes: Scope[];
  person: string;
  days: "never" | "30" | "90" | "365";
};

export type Problem = "project" | "scopes" | "person";

export function problemsOf({ project, scopes, person }: Wanted): Problem[] {
  const problems: Problem[] = [];
  if (!/^proj_[A-Za-z0-9]{1,64}$/.test(project.trim())) problems.push("project");
  if (scopes.length === 0) problems.push("scopes");
  if (person.trim() !== "" && !/^eu_[A-Za-z0-9]{1,64}$/.test(person.trim())) problems.push("person");
  return problems;
}

/** Every scope is none named: such a key is one of those that begin with sk_. */
export function bodyOf({ project, name, mode, scopes, person, days }: Wanted, now = Date.now()): NewKey {
  return {
    project_id: project.trim(),
    mode,
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(scopes.length < EVERY_SCOPE.length ? { scopes } : {}),
    ...(person.trim() ? { end_user_id: person.trim() } : {}),
    ...(days === "never" ? {} : { expires_at: new Date(now + Number(days) * 86_400_000).toISOString() }),
  };
}
