/** Vectors of queries that come again. */
@NullMarked
package dev.hark.embedding.cache;

import org.jspecify.annotations.NullMarked;
