/** Tests. */
@NullMarked
package dev.hark.bench;

import org.jspecify.annotations.NullMarked;
