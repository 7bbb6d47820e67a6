/** The indexer worker as a process. */
@NullMarked
package dev.hark.indexer;

import org.jspecify.annotations.NullMarked;
