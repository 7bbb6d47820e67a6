/** Down and up go from the box through the moments and back; Enter opens one, as it is a link. */
export function step(event: KeyboardEvent, box: HTMLInputElement | null): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || shiftKey || isComposing) return;
  const moments = [...document.querySelectorAll<HTMLElement>(".moment")];
  const now = moments.indexOf(document.activeElement as HTMLElement);
  if (key === "Escape" && now >= 0) return focus(event, box);
  if (key === "ArrowDown") return focus(event, moments[now + 1]);
  if (key === "ArrowUp" && now >= 0) return focus(event, now === 0 ? box : moments[now - 1]);
}

function focus(event: KeyboardEvent, element: HTMLElement | null | undefined) {
  if (!element) return;
  event.preventDefault();
  element.focus();
  element.scrollIntoView({ block: "nearest" });
}
