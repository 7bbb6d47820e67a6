/** What callers of each gRPC service rely on, as suites, and fakes that pass them. */
@NullMarked
package dev.hark.contract;

import org.jspecify.annotations.NullMarked;
