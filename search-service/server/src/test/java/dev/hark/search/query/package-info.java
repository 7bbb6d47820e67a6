/** Finding chunks and reading recordings back: always of one tenant, never what was removed. */
@NullMarked
package dev.hark.search.query;

import org.jspecify.annotations.NullMarked;
