/** Several of a few things, each with a word about it. */
export function Checks<N extends string>({ label, problem, choices, chosen, onChange }: {
  label: string;
  problem?: string | null;
  choices: { name: N; title: string; about?: string }[];
  chosen: readonly N[];
  onChange: (chosen: N[]) => void;
}) {
  return (
    <fieldset class="checks">
      <legend>{label}</legend>
      {choices.map(({ name, title, about }) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              onChange(choices.map((choice) => choice.name).filter((one) => (one === name ? checked : chosen.includes(one))));
            }}
          />
          <span>{title}{about && <code class="check-about">{about}</code>}</span>
        </label>
      ))}
      {problem && <p class="field-problem" role="alert">{problem}</p>}
    </fieldset>
  );
}

/** One of a few things. */
export function Choice<N extends string>({ label, choices, chosen, onChange }: {
  label: string;
  choices: { name: N; title: string }[];
  chosen: N;
  onChange: (chosen: N) => void;
}) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={chosen} onChange={(event) => onChange(event.currentTarget.value as N)}>
        {choices.map(({ name, title }) => <option key={name} value={name}>{title}</option>)}
      </select>
    </label>
  );
}
