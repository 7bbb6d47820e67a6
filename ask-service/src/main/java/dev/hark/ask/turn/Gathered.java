package dev.hark.ask.turn;

import dev.hark.ask.interpretation.Reading;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptQuestion;
import dev.hark.ask.prompt.Statements;
import dev.hark.ask.retrieval.Found;
import java.time.Instant;
import java.util.List;

/**
 * What a turn has before its model is asked.
 *
 * @param queries that were searched
 * @param asking the question as the model is asked it
 * @param whole a recording's transcript was read whole, or what its filters leave of it
 * @param searched when the search was over
 */
record Gathered(
    Reading reading,
    Statements statements,
    List<String> queries,
    Found found,
    PromptQuestion asking,
    Prompt prompt,
    boolean whole,
    Instant searched) {}
