/** What things are called, and on whose behalf they are asked for. */
@NullMarked
package dev.hark.ask.id;

import org.jspecify.annotations.NullMarked;
