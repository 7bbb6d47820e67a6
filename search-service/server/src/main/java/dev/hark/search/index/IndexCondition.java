package dev.hark.search.index;

/** Whether the index can be used, and if not, why and what to do. */
public sealed interface IndexCondition {
  /** The index is as this service needs it. */
  record Ready() implements IndexCondition {}

  /** OpenSearch does not answer; what it holds is not in doubt. */
  record Unreachable(String reason) implements IndexCondition {}

  /** The index must not be used: it is not known yet, not there, or made for something else. */
  record Unusable(String reason) implements IndexCondition {}
}
