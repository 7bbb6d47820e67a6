/** What code reads in a question, before any model sees it. */
@NullMarked
package dev.hark.interpretation;

import org.jspecify.annotations.NullMarked;
