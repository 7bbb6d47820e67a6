/** Tests. */
@NullMarked
package dev.hark.bench.hark;

import org.jspecify.annotations.NullMarked;
