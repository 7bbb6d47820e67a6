export const recordings = {
  title: "Recordings",
  empty: "No recordings yet",
  emptyHint: "They appear here as soon as a transcript comes in.",
} as const;
