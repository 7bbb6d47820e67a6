package dev.hark.indexer.indexing;

/** Which work goes first where several wait for the embedding model. */
public enum Lane {
  /** What is small and new: somebody waits for it. */
  MAIN,
  /** All that comes by a side topic: by turns of projects, when nothing of the main lane waits. */
  BULK
}
