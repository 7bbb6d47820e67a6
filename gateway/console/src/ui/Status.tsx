import type { ComponentChildren } from "preact";

/** How something stands: words, with a colour beside them for who sees it. */
export function Status({ tone, children }: { tone: "good" | "busy" | "bad" | "off"; children: ComponentChildren }) {
  return <span class={`status ${tone}`}>{children}</span>;
}
