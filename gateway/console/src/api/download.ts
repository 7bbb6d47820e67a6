/** Keeps an answer of `file` where the browser keeps what it downloads, under the name that the gateway gives it. */
export async function keep(response: Response, fallbackName: string): Promise<void> {
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = nameIn(response.headers.get("Content-Disposition")) ?? fallbackName;
  link.click();
  // The download has begun by then, or never will.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `filename*=UTF-8''…` says it in all letters, `filename="…"` in those of old. */
export function nameIn(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition ?? "")?.[1];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // The plain one is there too.
  }
  return /filename="([^"]+)"/i.exec(disposition ?? "")?.[1] ?? null;
}
