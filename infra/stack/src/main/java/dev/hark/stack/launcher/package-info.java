/** Runs the whole of Hark on one machine: servers, services, the demo project, and their care. */
@NullMarked
package dev.hark.stack.launcher;

import org.jspecify.annotations.NullMarked;
