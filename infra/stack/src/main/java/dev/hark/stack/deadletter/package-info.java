/** Events that could not be taken: shown, and sent again. */
@NullMarked
package dev.hark.stack.deadletter;

import org.jspecify.annotations.NullMarked;
