/** What the evaluation found, for people and for programs. */
@NullMarked
package dev.hark.bench.report;

import org.jspecify.annotations.NullMarked;
