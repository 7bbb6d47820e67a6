/** Transcripts behind addresses: which may be read, and reading them. */
@NullMarked
package dev.hark.indexer.indexing.url;

import org.jspecify.annotations.NullMarked;
