/** A turn: from a user's message to a stored answer whose citations are verified. */
@NullMarked
package dev.hark.ask.turn;

import org.jspecify.annotations.NullMarked;
