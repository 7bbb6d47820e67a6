/** Tests. */
@NullMarked
package dev.hark.bench.report;

import org.jspecify.annotations.NullMarked;
