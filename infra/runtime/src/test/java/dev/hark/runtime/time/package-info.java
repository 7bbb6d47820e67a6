@NullMarked
package dev.hark.runtime.time;

import org.jspecify.annotations.NullMarked;
