import { call } from "../api/client";
import type { Failure } from "../api/failure";
import { t } from "../i18n";
import { toast } from "../ui";
import { forget } from "./current";

/** Deletes a conversation for good; the same whether the dialog that asked is open still. Gives what stood in the way, or null. */
export async function removeSession(id: string, beforeItGoes: () => void): Promise<Failure | null> {
  const removed = await call("delete", "/v1/ask/sessions/{id}", { path: { id } });
  // Whoever else has deleted it did what was wanted.
  if (!removed.ok && removed.failure.kind !== "notFound") return removed.failure;
  beforeItGoes();
  forget(id);
  toast(t("ask.deleted"));
  return null;
}
