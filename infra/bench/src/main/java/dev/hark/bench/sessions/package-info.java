/** How long lists of sessions take in PostgreSQL. */
@NullMarked
package dev.hark.bench.sessions;

import org.jspecify.annotations.NullMarked;
