/** Tests. */
@NullMarked
package dev.hark.embedding;

import org.jspecify.annotations.NullMarked;
