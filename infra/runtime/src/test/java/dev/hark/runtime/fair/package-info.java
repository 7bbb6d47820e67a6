@NullMarked
package dev.hark.runtime.fair;

import org.jspecify.annotations.NullMarked;
