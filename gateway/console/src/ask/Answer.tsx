import type { ComponentChildren } from "preact";
import type { CitationPart, Part } from "../api/types";
import { blocksOf, spokenBy, type Block, type Piece } from "./blocks";
import { Citations } from "./Citations";
import { momentKey, type Conversation } from "./Conversation";

type Context = { numbers: Map<string, number>; conversation: Conversation };

/** Words are text whatever stands in them: no pictures, no links but our own citations. */
export function Answer({ parts, conversation }: { parts: Part[]; conversation: Conversation }) {
  if (parts.length === 0) return null;
  const context = { numbers: numbered(parts), conversation };
  return <div class="answer">{blocksOf(parts).map((block, i) => blockOf(block, i, context))}</div>;
}

/** A moment that is cited twice has one number. */
export function numbered(parts: Part[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const part of parts) {
    if (part.type === "citation" && !numbers.has(momentKey(part))) numbers.set(momentKey(part), numbers.size + 1);
  }
  return numbers;
}

function blockOf(block: Block, key: number, context: Context) {
  switch (block.kind) {
    case "heading":
      return <h3 key={key} class="answer-heading" dir="auto">{line(block.pieces, context)}</h3>;
    case "paragraph":
      return <p key={key} dir="auto">{line(block.pieces, context)}</p>;
    case "list": {
      const items = block.items.map((item, i) => <li key={i} dir="auto">{itemOf(item, context)}</li>);
      return block.ordered ? <ol key={key} start={block.start}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
  }
}

function itemOf(pieces: Piece[], context: Context): ComponentChildren {
  const spoken = spokenBy(pieces, speakerOf(pieces, context));
  if (!spoken) return line(pieces, context);
  return (
    <>
      <strong class="answer-speaker"><bdi>{spoken.name}</bdi>: </strong>
      {line(spoken.words, context, spoken.name)}
    </>
  );
}

function speakerOf(pieces: Piece[], { conversation }: Context): string | null | undefined {
  const group = pieces.find((piece): piece is { cited: CitationPart[] } => "cited" in piece);
  return group?.cited[0] && conversation.cited.value.get(momentKey(group.cited[0]))?.speaker;
}

function line(pieces: Piece[], context: Context, named?: string): ComponentChildren {
  return pieces.map((piece, i) =>
    "cited" in piece ? (
      <Citations key={i} cited={piece.cited} {...context} {...(named ? { named } : {})} />
    ) : piece.strong ? (
      <strong key={i}>{piece.text}</strong>
    ) : (
      piece.text
    ),
  );
}
