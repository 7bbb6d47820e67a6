/** A service's own schema in PostgreSQL, brought up to date beside its start. */
@NullMarked
package dev.hark.runtime.schema;

import org.jspecify.annotations.NullMarked;
