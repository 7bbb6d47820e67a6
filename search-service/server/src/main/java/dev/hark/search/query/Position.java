package dev.hark.search.query;

import dev.hark.search.index.Ids.RecordingId;

/**
 * A place in a list of recordings: newest first, then by id.
 *
 * @param listedAt when it was made, in milliseconds; the least number when nobody said
 */
public record Position(long listedAt, RecordingId recording) {}
