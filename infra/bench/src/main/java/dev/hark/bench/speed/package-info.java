/** How long users wait. */
@NullMarked
package dev.hark.bench.speed;

import org.jspecify.annotations.NullMarked;
