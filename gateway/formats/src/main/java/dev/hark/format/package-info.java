/**
 * Reads the transcript files of others (subtitles, the answers of recognisers, meeting transcripts
 * and plain text) into segments. What a file says is hostile input: no message holds a word of it.
 */
@NullMarked
package dev.hark.format;

import org.jspecify.annotations.NullMarked;
