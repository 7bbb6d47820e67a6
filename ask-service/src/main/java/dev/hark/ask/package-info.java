/** ask-service as a process. */
@NullMarked
package dev.hark.ask;

import org.jspecify.annotations.NullMarked;
