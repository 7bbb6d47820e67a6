import { effect, signal } from "@preact/signals";
import { session } from "../session/session";
import { Upload } from "./Upload";

/** At most so many are sent at a time: large ones wait for each other in the gateway anyhow. */
const AT_ONCE = 3;

/** They go on while one looks at another page. */
export const uploads = signal<Upload[]>([]);

export function add(files: Iterable<File>): void {
  uploads.value = [...uploads.peek(), ...[...files].map((file) => new Upload(file))];
}

export function takeAway(one: Upload): void {
  one.leave();
  uploads.value = uploads.peek().filter((other) => other !== one);
}

export function clearDone(): void {
  uploads.value = uploads.peek().filter((one) => one.state.peek().state !== "searchable");
}

/** Sends all that are ready. */
export function start(): void {
  for (const one of uploads.peek()) {
    if (one.state.peek().state === "ready") one.state.value = { state: "queued" };
  }
  next();
}

export function again(one: Upload): void {
  one.again();
  next();
}

function next() {
  const all = uploads.peek();
  const isOut = ({ state }: Upload) => state.peek().state === "sending" || state.peek().state === "delayed";
  const free = AT_ONCE - all.filter(isOut).length;
  for (const one of all.filter(({ state }) => state.peek().state === "queued").slice(0, Math.max(0, free))) {
    void one.send().then(next);
  }
}

/** What is sent for one end user is not the next one's. */
let whose = "";
effect(() => {
  const { value: now } = session;
  const is = now.state === "in" ? `${now.key} ${now.person?.id}` : "";
  if (is === whose) return;
  whose = is;
  for (const one of uploads.peek()) one.leave();
  uploads.value = [];
});
