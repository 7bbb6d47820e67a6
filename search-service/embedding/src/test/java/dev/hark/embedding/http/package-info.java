/** Tests. */
@NullMarked
package dev.hark.embedding.http;

import org.jspecify.annotations.NullMarked;
