/** Faults of a service's own: logged and counted once, where they are found. */
@NullMarked
package dev.hark.runtime.fault;

import org.jspecify.annotations.NullMarked;
