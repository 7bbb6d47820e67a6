/** How good a list of results is for a question. */
@NullMarked
package dev.hark.bench.measure;

import org.jspecify.annotations.NullMarked;
