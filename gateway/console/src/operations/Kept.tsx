import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Button, CopyText } from "../ui";

/** A secret that is told once: it stays on the page until somebody says that they have it. */
export function Kept({ title, hint, secret, onKept }: { title: string; hint: string; secret: string; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "center" });
  }, [secret]);
  return (
    <section class="kept" aria-labelledby="kept-title">
      <h2 id="kept-title" ref={heading} tabIndex={-1}>{title}</h2>
      <p>{hint}</p>
      <CopyText label={title} text={secret} />
      <Button onClick={onKept}>{t("operations.haveIt")}</Button>
    </section>
  );
}
