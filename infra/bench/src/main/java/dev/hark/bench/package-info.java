/** The evaluation as a command. */
@NullMarked
package dev.hark.bench;

import org.jspecify.annotations.NullMarked;
