package dev.hark.ask.turn;

import dev.hark.ask.id.RecordingId;
import dev.hark.ask.retrieval.Segment;

/** The segment that a citation points at. */
public record Quote(RecordingId recording, Segment segment) {}
