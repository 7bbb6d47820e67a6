import { t } from "../i18n";
import type { Scope } from "../session/session";

export const EVERY_SCOPE: Scope[] = [
  "ask:read",
  "ask:write",
  "recordings:read",
  "recordings:write",
  "end_users:read",
  "end_users:write",
  "webhooks:write",
];

export const scopeChoices = () => EVERY_SCOPE.map((name) => ({ name, title: titleOf(name), about: name }));

function titleOf(scope: Scope): string {
  switch (scope) {
    case "ask:read":
      return t("operations.askRead");
    case "ask:write":
      return t("operations.askWrite");
    case "recordings:read":
      return t("operations.recordingsRead");
    case "recordings:write":
      return t("operations.recordingsWrite");
    case "end_users:read":
      return t("operations.endUsersRead");
    case "end_users:write":
      return t("operations.endUsersWrite");
    case "webhooks:write":
      return t("operations.webhooksWrite");
  }
}
