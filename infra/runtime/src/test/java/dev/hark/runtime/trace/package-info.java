@NullMarked
package dev.hark.runtime.trace;

import org.jspecify.annotations.NullMarked;
