import type { search as en } from "../en/search";
import type { Translation } from "../index";

export const search: Translation<typeof en> = {
  title: "Suchen",
};
