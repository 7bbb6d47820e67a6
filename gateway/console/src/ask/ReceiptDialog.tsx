import { useEffect, useState } from "preact/hooks";
import { call } from "../api/client";
import type { Failure } from "../api/failure";
import type { Receipt } from "../api/types";
import { clock, dayAndTime, number, t } from "../i18n";
import { to } from "../router";
import { endUser } from "../session/session";
import { Chip, Dialog, ErrorState, Spinner } from "../ui";
import type { Conversation } from "./Conversation";
import { known, learn } from "./known";
import type { Turn } from "./turn";
import { Understood } from "./Understood";

type Props = { turn: Turn; conversation: Conversation; open: boolean; onClose: () => void };

/** What an answer was made from. */
export function ReceiptDialog({ turn, conversation, open, onClose }: Props) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const { value: receipt } = turn.receipt;
  const read = () => {
    setFailure(null);
    void conversation.readReceipt(turn).then(setFailure);
  };
  useEffect(() => {
    if (open) read();
  }, [open]);
  return (
    <Dialog title={t("ask.receipt")} open={open} onClose={onClose}>
      <div class="receipt">
        {failure && <ErrorState failure={failure} retry={read} />}
        {!failure && !receipt && <Spinner />}
        {receipt && <Facts receipt={receipt} turn={turn} />}
        {receipt && <Chunks receipt={receipt} turn={turn} />}
      </div>
    </Dialog>
  );
}

function Facts({ receipt, turn }: { receipt: Receipt; turn: Turn }) {
  const rows: [string, string | null][] = [
    [t("ask.receiptModel"), [receipt.model, receipt.provider].filter(Boolean).join(" · ")],
    [t("ask.receiptGrounding"), receipt.grounding && t(`ask.state_${receipt.grounding.state}`)],
    [t("ask.receiptTimes"), times(receipt)],
    [t("ask.receiptEmbedding"), receipt.embedding_model],
    [t("ask.receiptIndex"), receipt.index_generation],
    [t("ask.receiptPrompt"), receipt.prompt_hash],
  ];
  return (
    <>
      <h3>{t("ask.receiptSearched")}</h3>
      {receipt.queries.length === 0 && <p>{t("ask.receiptWhole")}</p>}
      {receipt.queries.map((query, i) => <p key={i} class="receipt-query" dir="auto">{query}</p>)}
      <Understood turn={turn} about={turn.about.value} />
      <dl class="receipt-facts">
        {rows.map(([name, value]) => value && <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}
      </dl>
    </>
  );
}

function times({ asked_at, searched_at, answered_at }: Receipt): string | null {
  if (!asked_at || !answered_at) return asked_at && dayAndTime(asked_at);
  const seconds = (from: string, until: string) => number(Math.round((Date.parse(until) - Date.parse(from)) / 10) / 100);
  const whole = t("ask.receiptTook", { at: dayAndTime(asked_at), seconds: seconds(asked_at, answered_at) });
  return searched_at ? `${whole} ${t("ask.receiptSearchTook", { seconds: seconds(asked_at, searched_at) })}` : whole;
}

type Words = { text: string; speaker: string | null; start_ms: number };

function Chunks({ receipt, turn }: { receipt: Receipt; turn: Turn }) {
  const words = useWords(receipt, turn);
  if (receipt.chunks.length === 0) return null;
  return (
    <>
      <h3>{t("ask.receiptChunks", { count: receipt.chunks.length })}</h3>
      <ol class="receipt-chunks">
        {receipt.chunks.map((chunk) => {
          const said = words.get(chunk.chunk_id);
          const title = known.value.get(chunk.recording_id)?.title ?? t("common.untitled");
          return (
            <li key={chunk.chunk_id}>
              <a
                class="row receipt-chunk"
                href={to("/recordings/{id}", { id: chunk.recording_id }, said ? `t=${said.start_ms}` : "")}
              >
                <span class="row-title"><bdi>{title}</bdi></span>
                <span class="row-about">
                  <span>{t("ask.receiptRank", { rank: chunk.rank })}</span>
                  <span>{t("ask.receiptScore", { score: chunk.score.toPrecision(3) })}</span>
                  {said && <span>{clock(said.start_ms)}</span>}
                  {said?.speaker && <bdi>{said.speaker}</bdi>}
                </span>
                {said && <span class="receipt-words" dir="auto">{said.text}</span>}
                <span><Chip>{t(chunk.cited ? "ask.receiptCited" : "ask.receiptNotCited")}</Chip></span>
              </a>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** A search gives this many at most. */
const FOUND = 50;

/** A receipt has no words: those of a new answer came with it, those of an earlier one are searched as they were then. */
function useWords(receipt: Receipt, turn: Turn): ReadonlyMap<string, Words> {
  const [words, setWords] = useState<ReadonlyMap<string, Words>>(new Map());
  useEffect(() => {
    const recordings = [...new Set(receipt.chunks.map(({ recording_id }) => recording_id))];
    for (const id of recordings) void learn(id);
    const sources = turn.about.value?.sources;
    if (sources) return setWords(byChunk(sources));
    const query = receipt.queries[0]?.slice(0, 1000);
    if (!query || recordings.length === 0) return;
    const controller = new AbortController();
    void call("post", "/v1/recordings/search", {
      body: { query, recording_ids: recordings.slice(0, 500), limit: FOUND, ...endUser.peek() },
      signal: controller.signal,
    }).then((found) => found.ok && setWords(byChunk(found.value.results)));
    return () => controller.abort();
  }, [receipt]);
  return words;
}

type Found = { chunk_id: string; chunk_text: string; speaker: string | null; start_ms: number };

const byChunk = (found: Found[]) =>
  new Map(found.map(({ chunk_id, chunk_text, speaker, start_ms }) => [chunk_id, { text: chunk_text, speaker, start_ms }]));
