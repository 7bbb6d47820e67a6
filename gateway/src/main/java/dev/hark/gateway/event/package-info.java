/** The topic that the worker reads: what happens here is told there. */
@NullMarked
package dev.hark.gateway.event;

import org.jspecify.annotations.NullMarked;
