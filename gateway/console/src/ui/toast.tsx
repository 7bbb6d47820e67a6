import { signal } from "@preact/signals";

const SECONDS = 5;
const shown = signal<{ id: number; text: string }[]>([]);
let last = 0;

/** A sentence at the edge of the page that goes by itself: for what needs no answer. */
export function toast(text: string): void {
  const id = ++last;
  shown.value = [...shown.value, { id, text }];
  setTimeout(() => (shown.value = shown.value.filter((one) => one.id !== id)), SECONDS * 1000);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map(({ id, text }) => (
        <p key={id} class="toast">{text}</p>
      ))}
    </div>
  );
}
