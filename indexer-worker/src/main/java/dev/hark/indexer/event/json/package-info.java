/** Events and transcripts as JSON. */
@NullMarked
package dev.hark.indexer.event.json;

import org.jspecify.annotations.NullMarked;
