/** Tests. */
@NullMarked
package dev.hark.bench.measure;

import org.jspecify.annotations.NullMarked;
