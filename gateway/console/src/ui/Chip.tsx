import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

/** A small fact; with `onRemove` one that can be taken away. */
export function Chip({ children, removeLabel, onRemove, disabled = false }: {
  children: ComponentChildren;
  removeLabel?: string;
  onRemove?: () => void;
  disabled?: boolean;
}) {
  return (
    <span class="chip" dir="auto">
      {children}
      {onRemove && (
        <button type="button" class="chip-remove" aria-label={removeLabel} title={removeLabel} disabled={disabled} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}
