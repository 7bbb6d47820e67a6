/** The service as a process that is killed. */
@NullMarked
package dev.hark.ask.crash;

import org.jspecify.annotations.NullMarked;
