/** Tests. */
@NullMarked
package dev.hark.bench.meeting;

import org.jspecify.annotations.NullMarked;
