import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import type { IconName } from "./Icon";
import { IconButton } from "./Button";

/** What opens below a button, closed by Escape, by a click elsewhere, and by what was chosen in it. */
export function Menu({ icon, label, children }: { icon: IconName; label: string; children: ComponentChildren }) {
  const id = useId();
  const button = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  function place() {
    const at = button.current!.getBoundingClientRect();
    const { style, offsetWidth, offsetHeight } = panel.current!;
    const below = at.bottom + 6 + offsetHeight <= innerHeight;
    style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - offsetHeight)}px`;
    // Its end at the button's end, whichever way the language runs, and never out of the window.
    const rightToLeft = getComputedStyle(button.current!).direction === "rtl";
    const left = rightToLeft ? at.left : at.right - offsetWidth;
    style.left = `${Math.min(Math.max(8, left), innerWidth - offsetWidth - 8)}px`;
  }

  return (
    <span class="menu" ref={button}>
      <IconButton icon={icon} label={label} popovertarget={id} />
      <div
        id={id}
        ref={panel}
        popover="auto"
        class="menu-panel"
        onToggle={(event) => (event as unknown as ToggleEvent).newState === "open" && place()}
        onClick={(event) => {
          if ((event.target as Element).closest("[data-closes]")) panel.current?.hidePopover();
        }}
      >
        {children}
      </div>
    </span>
  );
}

export function MenuItem({ onChoose, chosen, children }: { onChoose: () => void; chosen?: boolean; children: ComponentChildren }) {
  return (
    <button
      type="button"
      class="menu-item"
      data-closes
      {...(chosen === undefined ? {} : { "aria-pressed": chosen })}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}
