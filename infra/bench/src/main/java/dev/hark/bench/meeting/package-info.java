/** Real meetings with questions and the turns that answer them, as they lie in a folder. */
@NullMarked
package dev.hark.bench.meeting;

import org.jspecify.annotations.NullMarked;
