/** The fakes pass the suites. */
@NullMarked
package dev.hark.contract;

import org.jspecify.annotations.NullMarked;
