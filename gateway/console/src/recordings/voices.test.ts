import assert from "node:assert/strict";
import { test } from "node:test";
import { renamed, voicesOf } from "./voices";

const said = (speaker: string | null, text: string) => ({ speaker, text });

test("each who speaks is there with the first two sentences, those who speak most first", () => {
  const segments = [
    said("SPEAKER_1", "Well."),
    said("Ana", "The beans"),
    said("Ana", "go in on Monday. We water them. Twice."),
    said(null, "noise"),
    said("Ana", "More."),
  ];
  assert.deepEqual(voicesOf(segments, { SPEAKER_0: "Ana" }), [
    { shown: "Ana", labels: ["SPEAKER_0"], count: 3, says: "The beans go in on Monday. We water them." },
    { shown: "SPEAKER_1", labels: ["SPEAKER_1"], count: 1, says: "Well." },
  ]);
});

test("who never ends a sentence is cut", () => {
  const [voice] = voicesOf(Array.from({ length: 100 }, () => said("A", "and so on")), {});
  assert.equal([...voice!.says].length, 241);
});

test("only new names are sent, to each label of a name, and an empty one takes it back", () => {
  const names = { S0: "Ana", S1: "Ana", S2: "Ben" };
  const voices = voicesOf([said("Ana", "a"), said("Ben", "b"), said("S3", "c"), said("S4", "d")], names);
  const typed = new Map([["Ana", "Anna"], ["Ben", " "], ["S3", "Cleo "], ["S4", ""]]);
  assert.deepEqual(renamed(voices, typed, names), { S0: "Anna", S1: "Anna", S2: null, S3: "Cleo" });
  assert.deepEqual(renamed(voices, new Map([["Ana", "Ana"], ["Ben", "Ben"]]), names), {});
});
