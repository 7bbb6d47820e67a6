@NullMarked
package dev.hark.interpretation.time;

import org.jspecify.annotations.NullMarked;
