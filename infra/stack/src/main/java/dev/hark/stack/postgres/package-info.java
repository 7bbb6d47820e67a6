/** PostgreSQL from its own binaries. */
@NullMarked
package dev.hark.stack.postgres;

import org.jspecify.annotations.NullMarked;
