import type { session as en } from "../en/session";
import type { Translation } from "../index";

export const session: Translation<typeof en> = {
  title: "Anmelden",
  lead: "Fragen Sie Ihre Aufnahmen. Jede Antwort nennt den Moment, auf dem sie beruht.",
  key: "API-Schlüssel",
  keyHint: "Er bleibt in diesem Tab und ist vergessen, wenn Sie ihn schließen.",
  signIn: "Anmelden",
  checking: "Der Schlüssel wird geprüft…",
  notAKey: "Ein Schlüssel beginnt mit sk_ oder rk_.",
  refused: "Dieser Schlüssel wird nicht angenommen. Er ist vertippt, abgelaufen oder widerrufen.",
  ended: "Sie wurden abgemeldet: Der Schlüssel gilt nicht mehr. Melden Sie sich mit einem anderen an.",
  newcomer: "Noch kein Schlüssel? {command} druckt einen.",
  chooseTitle: "Wessen Aufnahmen?",
  chooseLead: "Dieser Schlüssel sieht das ganze Projekt. Wählen Sie, für welchen Endnutzer Sie fragen.",
  chooseLabel: "Name oder Kennung des Endnutzers",
  noneFound: "So heißt niemand.",
  nobody: "Dieses Projekt hat noch keine Endnutzer. Sie kommen mit ihrer ersten Aufnahme.",
  recordingCount: { one: "{count} Aufnahme", other: "{count} Aufnahmen" },
};
