import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Align, Anchoring } from "./useAnchor";
import type { Rows } from "./useRows";

/** Going from segment to segment: where one is, what is seen, and the keys. */
export function useReader({ rows, anchor, list, covered, active, setActive, count }: {
  rows: Rows;
  anchor: Anchoring;
  list: RefObject<HTMLElement | null>;
  covered: { start: number; end: number };
  active: number;
  setActive: (index: number) => void;
  count: number;
}) {
  // The row may only be drawn with the next state.
  const focusWanted = useRef(-1);
  useLayoutEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${focusWanted.current}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    focusWanted.current = -1;
  });

  const seenFrom = () => scrollY + covered.start;
  const seenTo = () => scrollY + innerHeight - covered.end;
  const isSeen = (index: number) => {
    const row = rows.getVirtualItems().find((item) => item.index === index);
    return row !== undefined && row.start >= seenFrom() - 1 && row.end <= seenTo() + 1;
  };
  const first = () => anchor.first();
  function show(index: number, align: Align) {
    if (isSeen(index)) return;
    const isAbove = (rows.measurementsCache[index]?.start ?? 0) < seenFrom();
    const nearest = isAbove ? "start" : "end";
    anchor.goTo(index, align === "auto" ? nearest : align, { start: covered.start, end: innerHeight - covered.end });
  }
  function goTo(index: number, align: Align) {
    focusWanted.current = index;
    setActive(index);
    show(index, align);
    // The same row again draws nothing anew.
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  }

  /** From where one is, or from what is seen when that is elsewhere. */
  function step(by: number) {
    const row = rows.getVirtualItems().find((item) => item.index === active);
    const isIn = list.current?.contains(document.activeElement);
    const isNear = row !== undefined && row.end > seenFrom() && row.start < seenTo();
    goTo(Math.min(count - 1, Math.max(0, isNear ? active + (isIn ? by : 0) : first())), "auto");
  }

  function page(direction: 1 | -1) {
    const height = (seenTo() - seenFrom()) * 0.9;
    const top = seenFrom() + direction * height;
    const index = rows.getVirtualItemForOffset(Math.max(0, top))?.index ?? 0;
    goTo(direction === 1 && index <= active ? Math.min(count - 1, active + 1) : index, "start");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const does: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      PageDown: () => page(1),
      PageUp: () => page(-1),
      Home: () => goTo(0, "center"),
      End: () => goTo(count - 1, "center"),
    };
    const wanted = does[event.key];
    if (!wanted) return;
    event.preventDefault();
    wanted();
  }

  const stepped = useRef(step);
  stepped.current = step;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, altKey, ctrlKey, metaKey } = event;
      const typing = target instanceof Element && target.closest("input, textarea, select, dialog, [popover]");
      if (typing || altKey || ctrlKey || metaKey || (key !== "j" && key !== "k")) return;
      event.preventDefault();
      stepped.current(key === "j" ? 1 : -1);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  /** The Tab key or a click may lead into another row. */
  function onFocusIn(event: FocusEvent) {
    const row = (event.target as Element).closest<HTMLElement>("[data-index]");
    if (row) setActive(Number(row.dataset.index));
  }

  return { first, isSeen, show, goTo, onKeyDown, onFocusIn };
}
