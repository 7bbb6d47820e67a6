@NullMarked
package dev.hark.interpretation.counting;

import org.jspecify.annotations.NullMarked;
