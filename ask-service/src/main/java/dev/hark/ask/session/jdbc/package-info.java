/** Keeps sessions and messages in PostgreSQL. */
@NullMarked
package dev.hark.ask.session.jdbc;

import org.jspecify.annotations.NullMarked;
