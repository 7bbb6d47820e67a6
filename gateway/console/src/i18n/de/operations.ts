import type { operations as en } from "../en/operations";
import type { Translation } from "../index";

export const operations: Translation<typeof en> = {
  title: "Betrieb",
};
