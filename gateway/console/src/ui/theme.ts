import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const STORED = "hark.theme";

export const theme = signal<Theme>("system");

export function startTheme(): void {
  const stored = localStorage.getItem(STORED);
  if (stored === "light" || stored === "dark") set(stored);
}

export function keepTheme(chosen: Theme): void {
  localStorage.setItem(STORED, chosen);
  set(chosen);
}

function set(chosen: Theme) {
  theme.value = chosen;
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
