package dev.hark.search.index;

/** Chunks that nothing may find any more. */
public sealed interface Leftovers {
  /** All of a recording that is deleted. */
  record OfRecording(RecordingKey recording) implements Leftovers {}

  /** All of an end user who is erased. */
  record OfEndUser(Tenant tenant) implements Leftovers {}

  /** What a stream wrote that lost. */
  record OfGeneration(RecordingKey recording, Generation generation) implements Leftovers {}

  /** What the active generation has replaced. Newer ones may still be on their way: they stay. */
  record ReplacedBy(RecordingKey recording, Generation active) implements Leftovers {}
}
