import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** Several views in one place; arrows go from tab to tab, as people who use screen readers expect. */
export function Tabs<N extends string>({ label, tabs, chosen, onChoose, children }: {
  label: string;
  tabs: { name: N; title: string }[];
  chosen: N;
  onChoose: (name: N) => void;
  children: ComponentChildren;
}) {
  const id = useId();
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    const now = tabs.findIndex(({ name }) => name === chosen);
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step = event.key === forward ? 1 : /^Arrow(Left|Right)$/.test(event.key) ? -1 : 0;
    const next = tabs[(now + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onChoose(next.name);
    document.getElementById(`${id}-${next.name}`)?.focus();
  }
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            class="tab"
            aria-selected={name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </>
  );
}
