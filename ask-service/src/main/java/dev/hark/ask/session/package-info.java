/** Conversations: what they draw on, what was said in them, and where they are kept. */
@NullMarked
package dev.hark.ask.session;

import org.jspecify.annotations.NullMarked;
