/** Traces, by OpenTelemetry: off unless there is somewhere to send them. */
@NullMarked
package dev.hark.runtime.trace;

import org.jspecify.annotations.NullMarked;
