import type { ask as en } from "../en/ask";
import type { Translation } from "../index";

export const ask: Translation<typeof en> = {
  title: "Fragen",
  newQuestion: "Neue Frage",
  sessions: "Gespräche",
  showSessions: "Gespräche",
  noSessions: "Hier stehen später Ihre Gespräche.",
  emptyTitle: "Was möchten Sie wissen?",
  emptyLead: "Die Antwort kommt aus Ihren Aufnahmen, jeder Satz mit dem Moment, auf dem er beruht.",
  noRecordings: "Es gibt noch keine Aufnahmen, die man fragen könnte.",
  addRecordings: "Aufnahmen hinzufügen",
  suggestDecided: "Was wurde in „{title}“ entschieden?",
  suggestProblems: "Welche Probleme kamen in „{title}“ zur Sprache?",
  suggestNext: "Wie geht es nach „{title}“ weiter?",
  placeholder: "Fragen Sie Ihre Aufnahmen…",
  send: "Fragen",
  stop: "Nicht weiter lesen",
  you: "Ihre Frage",
  hark: "Antwort von Hark",
  thinking: "Ihre Aufnahmen werden durchgehört…",
  citation: "Moment {number}: {speaker}, {time}",
  citationUnknown: "Moment {number}, bei {time}",
  sendAgain: "Noch einmal senden",
  readAnswer: "Antwort zeigen",
  conversation: "Gespräch",
  answerComplete: "Die Antwort ist vollständig.",
};
