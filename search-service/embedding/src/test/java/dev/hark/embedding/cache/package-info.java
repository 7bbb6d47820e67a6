/** Tests. */
@NullMarked
package dev.hark.embedding.cache;

import org.jspecify.annotations.NullMarked;
