/** A Hark of the evaluation's own: started, filled, searched, thrown away. */
@NullMarked
package dev.hark.bench.hark;

import org.jspecify.annotations.NullMarked;
