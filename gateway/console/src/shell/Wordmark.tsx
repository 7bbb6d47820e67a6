/** The name beside its mark: a voice as it looks when it is recorded. */
export function Wordmark() {
  return (
    <span class="wordmark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="9" />
        <path d="M8 13v6M13 9v14M18 12v8M23 14v4" />
      </svg>
      Hark
    </span>
  );
}
