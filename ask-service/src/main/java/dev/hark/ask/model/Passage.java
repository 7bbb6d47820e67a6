package dev.hark.ask.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A numbered piece of a recording that an answer may rest on.
 *
 * @param number what a marker names it by
 * @param recording names the recording
 * @param rank of the found chunk that it stands in, the best is 0; empty when no search found it
 */
public record Passage(
    int number,
    String recording,
    Optional<String> title,
    Optional<Instant> recordedAt,
    Duration start,
    Optional<String> speaker,
    String text,
    OptionalInt rank) {}
