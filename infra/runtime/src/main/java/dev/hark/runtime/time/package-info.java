/** Times as text: the one form that the API and events write and read. */
@NullMarked
package dev.hark.runtime.time;

import org.jspecify.annotations.NullMarked;
