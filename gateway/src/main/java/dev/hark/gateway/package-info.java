/** The gateway as a process. */
@NullMarked
package dev.hark.gateway;

import org.jspecify.annotations.NullMarked;
