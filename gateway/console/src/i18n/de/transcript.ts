import type { transcript as en } from "../en/transcript";
import type { Translation } from "../index";

export const transcript: Translation<typeof en> = {
  title: "Aufnahme",
  segments: "Transkript",
  back: "Aufnahmen",
  notReady: "Noch kein Transkript",
  notReadyHint: "Es ist in Arbeit. Sehen Sie gleich noch einmal nach.",
  failed: "Diese Aufnahme hat kein Transkript",
  failedHint: "Was dafür ankam, war nicht zu gebrauchen.",
  cited: "Der zitierte Moment",
  copyMoment: "Link zu {time}",
};
