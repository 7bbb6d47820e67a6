import type { JSX } from "preact";
import { useId } from "preact/hooks";

type Native = Pick<JSX.IntrinsicElements["input"], "placeholder" | "autocomplete" | "spellcheck" | "maxLength" | "required">;

/** A box with its label, a hint, and what is wrong with what stands in it. */
export function Field({ label, hint, problem, type = "text", value, onInput, ...native }: Native & {
  label: string;
  hint?: string;
  problem?: string | null;
  type?: "text" | "search" | "password" | "date" | "datetime-local" | "email" | "url";
  value: string;
  onInput: (value: string) => void;
}) {
  const id = useId();
  const about = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...native}
        id={id}
        // Preact's types want to know which of the kinds it is.
        type={type as "text"}
        value={value}
        dir="auto"
        aria-describedby={about}
        {...(problem ? { "aria-invalid": true } : {})}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p id={about} class={problem ? "field-problem" : "field-hint"} {...(problem ? { role: "alert" as const } : {})}>
        {problem ?? hint}
      </p>
    </div>
  );
}
