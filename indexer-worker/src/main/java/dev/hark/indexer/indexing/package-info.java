/** What an event does to the index: the use cases, and the ports that they need. */
@NullMarked
package dev.hark.indexer.indexing;

import org.jspecify.annotations.NullMarked;
