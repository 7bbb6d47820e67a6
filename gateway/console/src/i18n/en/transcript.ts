export const transcript = {
  title: "Recording",
  segments: "Transcript",
  back: "Recordings",
  notReady: "There is no transcript yet",
  notReadyHint: "It is being worked on. Look again in a moment.",
  failed: "This recording has no transcript",
  failedHint: "What came for it could not be used.",
  cited: "The cited moment",
  copyMoment: "Link to {time}",
} as const;
