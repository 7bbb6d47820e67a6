import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./Icon";

type Native = Omit<JSX.IntrinsicElements["button"], "icon" | "size">;
type Looks = { kind?: "primary" | "plain" | "quiet" | "danger"; icon?: IconName };

export function Button({ kind = "plain", icon, children, class: more = "", ...native }: Native & Looks & { children: ComponentChildren }) {
  return (
    <button type="button" {...native} class={`button ${kind} ${more}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A button of a picture alone; `label` is what it says. */
export function IconButton({ icon, label, kind = "quiet", class: more = "", ...native }: Native & Looks & { icon: IconName; label: string }) {
  return (
    <button type="button" {...native} class={`button square ${kind} ${more}`} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
