import { signal } from "@preact/signals";

export const BASE = "/console";

/** `state` is what a page keeps with an entry of the history: unlike the address, no server ever sees it. */
export type Place = { path: string; query: URLSearchParams; hash: string; state: unknown };

/** Where the page is; `path` without the base, and without a slash at its end. */
export const place = signal<Place>(read("/console", "", ""));

export function read(pathname: string, search: string, hash: string, state: unknown = null): Place {
  const path = pathname.startsWith(`${BASE}/`) ? pathname.slice(BASE.length) : "/";
  return {
    path: path.length > 1 ? path.replace(/\/+$/, "") || "/" : path,
    query: new URLSearchParams(search),
    hash: hash.replace(/^#/, ""),
    state,
  };
}

/** The values of `{…}` in a pattern, or null when the path is another one. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== given[i]) return null;
    } else {
      const value = decoded(given[i] ?? "");
      if (!value) return null;
      values[name] = value;
    }
  }
  return values;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** An address of this page: `to("/ask/{session}", { session })`. */
export function to(pattern: string, values: Record<string, string> = {}, hash = ""): string {
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
  return BASE + (path === "/" ? "" : path) + (hash ? `#${hash}` : "");
}

/** Goes to an address that `to` has made. */
export function navigate(address: string, { replace = false, state = null as unknown } = {}): void {
  const before = location.pathname;
  if (replace) history.replaceState(state, "", address);
  else history.pushState(state, "", address);
  arrived();
  // Another page begins at its top; going back, the browser knows where it was.
  if (!replace && location.pathname !== before) scrollTo(0, 0);
}

function arrived() {
  place.value = read(location.pathname, location.search, location.hash, history.state);
}

/** Links to pages of the console are plain `<a href>`; this keeps them from loading it again. */
export function startRouter(): void {
  place.value = read(location.pathname, location.search, location.hash, history.state);
  addEventListener("popstate", arrived);
  document.addEventListener("click", (event) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey, target } = event;
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname !== BASE && !link.pathname.startsWith(`${BASE}/`)) return;
    // The skip link and its like stay the browser's.
    if (link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}
