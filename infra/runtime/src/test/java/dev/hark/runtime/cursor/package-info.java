@NullMarked
package dev.hark.runtime.cursor;

import org.jspecify.annotations.NullMarked;
