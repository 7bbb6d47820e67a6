/** What the index holds and how it changes: recordings, their states, replacing and erasing. */
@NullMarked
package dev.hark.search.index;

import org.jspecify.annotations.NullMarked;
