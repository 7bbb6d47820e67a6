import type { AnswerOf, Sent } from "../api/client";
import { t } from "../i18n";

export type EventName = Sent<"post", "/v1/webhook-endpoints">["body"]["events"][number];
export type Endpoint = AnswerOf<"get", "/v1/webhook-endpoints/{id}">;

const EVENTS: EventName[] = [
  "recording.indexed",
  "recording.failed",
  "recording.deleted",
  "end_user.deleted",
  "ask.message.completed",
  "ask.message.failed",
];

/** What an endpoint can be told, in words and by its name. */
export const eventChoices = () => EVENTS.map((name) => ({ name, title: titleOf(name), about: name }));

function titleOf(name: EventName): string {
  switch (name) {
    case "recording.indexed":
      return t("operations.recordingIndexed");
    case "recording.failed":
      return t("operations.recordingFailed");
    case "recording.deleted":
      return t("operations.recordingDeleted");
    case "end_user.deleted":
      return t("operations.endUserDeleted");
    case "ask.message.completed":
      return t("operations.messageCompleted");
    case "ask.message.failed":
      return t("operations.messageFailed");
  }
}
