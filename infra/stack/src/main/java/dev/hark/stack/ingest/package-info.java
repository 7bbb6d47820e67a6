/** Publishes events from files and waits until they are searchable. */
@NullMarked
package dev.hark.stack.ingest;

import org.jspecify.annotations.NullMarked;
