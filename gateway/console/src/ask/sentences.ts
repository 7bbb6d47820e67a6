/** Where the last whole sentence or line of a text that is still growing ends. */
export function endOfSentences(text: string): number {
  let end = 0;
  for (const found of text.matchAll(/[.!?…][)"'’”»]*\s|[。！？]|\n/gu)) end = found.index + found[0].length;
  return end;
}
