import { computed, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Route, Values } from "./routes";

export type Shown = { route: Route; page: ComponentType<{ values: Values }> };

/** The page that is wanted, and the last that came. One that could not be loaded leaves the others as they are. */
export class Pages {
  readonly shown = signal<Shown | null>(null);
  readonly #wanted = signal<Route | null>(null);
  readonly #failed = signal<Route | null>(null);
  /** The file of the wanted page did not come: there is no network, or Hark was updated since this page was loaded. */
  readonly isBroken = computed(() => this.#failed.value !== null && this.#failed.value === this.#wanted.value);

  async want(route: Route | null): Promise<void> {
    this.#wanted.value = route;
    this.#failed.value = null;
    if (route === null || this.shown.peek()?.route === route) return;
    // Chromium never asks again for a file that did not come once, until the page is reloaded: without a network it is not asked for.
    const isOffline = globalThis.navigator?.onLine === false;
    const page = isOffline ? null : await route.load().then((loaded) => loaded.default, () => null);
    if (this.#wanted.peek() !== route) return;
    if (page) this.shown.value = { route, page };
    else this.#failed.value = route;
  }

  /** When there is a network again. */
  retry(): void {
    if (this.isBroken.peek()) void this.want(this.#wanted.peek());
  }
}
