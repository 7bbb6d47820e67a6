import type { components } from "#schema";

type Schemas = components["schemas"];

export type AskResult = Schemas["AskResult"];
export type CitationPart = Schemas["CitationPart"];
export type Coverage = Schemas["Coverage"];
export type Delivery = Schemas["Delivery"];
export type Endpoint = Schemas["Endpoint"];
export type EndUser = Schemas["EndUser"];
export type Erasure = Schemas["Erasure"];
export type Grounding = Schemas["Grounding"];
export type Intake = Schemas["Intake"];
export type Interpretation = Schemas["Interpretation"];
export type Key = Schemas["Key"];
export type Message = Schemas["Message"];
/** What a turn may draw on, inside its session's scope. */
export type Filters = Schemas["TurnFilterRequest"];
/** What a turn may say beside its words: filters, recordings to look at first, a provider. */
export type TurnOptions = Pick<Schemas["MessageRequest"], "context_refs" | "filters" | "provider">;
export type Part = Schemas["Part"];
export type Quote = Schemas["Quote"];
export type Recording = Schemas["Recording"];
export type Receipt = Schemas["Receipt"];
export type Scope = Schemas["Scope"];
export type SearchRequest = Schemas["SearchRequest"];
export type Segment = Schemas["Segment"];
export type Session = Schemas["Session"];
export type Source = Schemas["Source"];
export type Transcription = Schemas["WholeTranscription"];
