import type { RefObject } from "preact";
import { t } from "../i18n";
import { Button, Icon } from "../ui";

export function SearchBox({ box, typed, onType }: { box: RefObject<HTMLInputElement | null>; typed: string; onType: (text: string) => void }) {
  return (
    <div class="search-box">
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        maxLength={1000}
        aria-label={t("search.box")}
        aria-describedby="search-keys"
        placeholder={t("search.placeholder")}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <kbd class="search-slash" aria-hidden="true">/</kbd>
      <Button kind="primary" type="submit">{t("search.go")}</Button>
    </div>
  );
}
