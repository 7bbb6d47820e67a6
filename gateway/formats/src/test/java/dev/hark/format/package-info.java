/** Tests. */
@NullMarked
package dev.hark.format;

import org.jspecify.annotations.NullMarked;
