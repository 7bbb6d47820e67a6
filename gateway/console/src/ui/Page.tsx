import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { contained } from "../i18n/format";

/** On the first page the focus is the browser's. */
let isFirst = true;

/** A page: its one heading, to which the focus goes when somebody comes to it, and its title in the tab. */
export function Page({ title, actions, hideTitle = false, focusOn, class: more = "", children }: {
  title: string;
  actions?: ComponentChildren;
  /** Where what is shown says it already; it is read out all the same. */
  hideTitle?: boolean;
  /** What takes the focus in place of the heading, if it is there. */
  focusOn?: () => HTMLElement | null;
  class?: string;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const other = focusOn?.();
    if (other) other.focus();
    else if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  useEffect(() => {
    document.title = title === "Hark" ? title : `${contained(title)} · Hark`;
  }, [title]);
  return (
    <main id="content" class={`page ${more}`}>
      <div class={hideTitle ? "unseen" : "page-head"}>
        <h1 ref={heading} tabIndex={-1} dir="auto">{title}</h1>
        {actions}
      </div>
      {children}
    </main>
  );
}
