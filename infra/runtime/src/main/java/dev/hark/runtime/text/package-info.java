/** Text that every later step can encode and every store can keep. */
@NullMarked
package dev.hark.runtime.text;

import org.jspecify.annotations.NullMarked;
