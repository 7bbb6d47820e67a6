/** Places in lists, as text that clients can only give back. */
@NullMarked
package dev.hark.runtime.cursor;

import org.jspecify.annotations.NullMarked;
