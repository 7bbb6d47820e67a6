@NullMarked
package dev.hark.runtime.outbound;

import org.jspecify.annotations.NullMarked;
