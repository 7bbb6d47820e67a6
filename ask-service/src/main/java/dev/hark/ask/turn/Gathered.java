package dev.hark.ask.turn;

import dev.hark.ask.interpretation.Reading;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.Statements;
import dev.hark.ask.retrieval.Found;
import java.time.Instant;
import java.util.List;

/**
 * What a turn has before its model is asked.
 *
 * @param queries that were searched
 * @param searched when the search was over
 */
record Gathered(
    Reading reading,
    Statements statements,
    List<String> queries,
    Found found,
    Prompt prompt,
    Instant searched) {}
