@NullMarked
package dev.hark.interpretation.speaker;

import org.jspecify.annotations.NullMarked;
