import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, Icon } from "../ui";
import type { Conversation } from "./Conversation";
import { factsOf } from "./facts";
import { FilterDialog } from "./FilterDialog";
import { known, learn } from "./known";
import { ScopeDialog } from "./ScopeDialog";
import { FactChip } from "./Understood";
import type { Scope } from "../api/types";

/** What the next question is about: chosen before the first, told after it; and what limits it. */
export function ScopeBar({ conversation, onRemoved }: { conversation: Conversation; onRemoved: () => void }) {
  const [choosing, setChoosing] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const { value: scope } = conversation.scope;
  const isNew = conversation.sessionId.value === null && conversation.turns.value.length === 0;
  const text = useScopeText(scope);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const facts = factsOf(null, conversation.filters.value).map((fact) => (fact.kind === "window" ? { ...fact, zone } : fact));
  return (
    <div class="scope-bar">
      {/* Of what is open only what is there is listed; a new one can still be about something else. */}
      <Button kind="quiet" icon="recordings" class="scope-button" aria-label={t("ask.scopeNow", { scope: text })} onClick={() => setChoosing(true)}>
        <bdi>{text}</bdi>
      </Button>
      <ul class="chips" aria-label={t("ask.filters")}>
        {facts.map((fact) => (
          <li key={JSON.stringify(fact)}>
            <FactChip
              fact={fact}
              removeKey="ask.removeFilter"
              onRemove={(filters) => {
                conversation.filters.value = filters;
                onRemoved();
              }}
            />
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet scope-button" onClick={() => setFiltering(true)}>
        <Icon name="operations" /><span>{t("ask.filters")}</span>
      </button>
      <ScopeDialog conversation={conversation} canChoose={isNew} open={choosing} onClose={() => setChoosing(false)} />
      <FilterDialog conversation={conversation} open={filtering} onClose={() => setFiltering(false)} />
    </div>
  );
}

function useScopeText(scope: Scope): string {
  const one = scope.recording_ids.length === 1 ? scope.recording_ids[0] : undefined;
  useEffect(() => {
    if (one) void learn(one);
  }, [one]);
  if (scope.type === "library") return t("ask.scopeEverything");
  if (one) return known.value.get(one)?.title ?? scope.recording_title ?? t("ask.scopeOne");
  return t("ask.scopeChosen", { count: scope.recording_ids.length });
}
