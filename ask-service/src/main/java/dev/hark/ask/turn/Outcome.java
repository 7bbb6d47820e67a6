package dev.hark.ask.turn;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.SessionId;
import java.util.List;
import java.util.Optional;

/** How a turn ended. */
public sealed interface Outcome {
  /**
   * The answer is stored.
   *
   * @param sources chunks that were in the prompt, best first
   * @param coverage when it was asked for
   * @param quotes one for each citation, when they were asked for
   * @param receipt what it was made from; empty for an answer of an earlier release
   */
  record Answered(
      SessionId session,
      EndUserId owner,
      Message.Answer answer,
      List<Chunk> sources,
      Optional<Coverage> coverage,
      List<Quote> quotes,
      Optional<Receipt> receipt)
      implements Outcome {
    public Answered {
      sources = List.copyOf(sources);
      quotes = List.copyOf(quotes);
    }
  }

  record Failed(AskFailure failure) implements Outcome {}

  /**
   * How much of a scope could be searched.
   *
   * @param missing the latest that could not, newest first, at most ten
   * @param partial whether only the newest recordings were counted
   */
  record Coverage(
      int recordings,
      int indexed,
      int pending,
      int failed,
      List<Recording> missing,
      boolean partial) {
    public Coverage {
      missing = List.copyOf(missing);
    }
  }
}
