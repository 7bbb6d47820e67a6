/** Cuts transcripts into the chunks that are found, and names them. */
@NullMarked
package dev.hark.indexer.chunking;

import org.jspecify.annotations.NullMarked;
