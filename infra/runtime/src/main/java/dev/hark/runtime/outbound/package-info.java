/** HTTP to addresses that others name: which may be asked, and a client that keeps to it. */
@NullMarked
package dev.hark.runtime.outbound;

import org.jspecify.annotations.NullMarked;
