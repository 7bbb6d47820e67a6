import type { recordings as en } from "../en/recordings";
import type { Translation } from "../index";

export const recordings: Translation<typeof en> = {
  title: "Aufnahmen",
  empty: "Noch keine Aufnahmen",
  emptyHint: "Sie erscheinen hier, sobald ein Transkript da ist.",
};
