/** What code read in a question, and whether the recordings answered it. */
@NullMarked
package dev.hark.ask.interpretation;

import org.jspecify.annotations.NullMarked;
