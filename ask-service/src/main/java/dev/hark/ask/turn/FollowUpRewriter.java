package dev.hark.ask.turn;

import dev.hark.ask.retrieval.FollowUp;
import dev.hark.ask.retrieval.FollowUp.PastTurn;
import dev.hark.runtime.id.Ids.ProjectId;
import java.util.List;

/** Decides by which texts a message is searched. */
@FunctionalInterface
public interface FollowUpRewriter {
  /** Without a second call of a model. */
  FollowUpRewriter NONE = (project, message, past) -> FollowUp.queries(message, past);

  /**
   * The texts to search by, at least one. Never fails.
   *
   * @param past oldest first
   */
  List<String> queries(ProjectId project, String message, List<PastTurn> past);
}
