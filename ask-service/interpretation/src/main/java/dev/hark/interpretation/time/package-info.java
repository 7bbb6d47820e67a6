/** Expressions of time in a question, and the recordings that they limit it to. */
@NullMarked
package dev.hark.interpretation.time;

import org.jspecify.annotations.NullMarked;
