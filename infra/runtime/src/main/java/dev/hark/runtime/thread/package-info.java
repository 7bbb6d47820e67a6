/** Threads that stand back for other work of the machine. */
@NullMarked
package dev.hark.runtime.thread;

import org.jspecify.annotations.NullMarked;
