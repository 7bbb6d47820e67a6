package dev.hark.bench;

import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.measure.Score;

/** How a way to search did over all questions in one setting. */
public record Measured(String searcher, Setting setting, Score score, Percentiles latency) {}
