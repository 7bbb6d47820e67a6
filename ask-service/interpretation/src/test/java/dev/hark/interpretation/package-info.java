@NullMarked
package dev.hark.interpretation;

import org.jspecify.annotations.NullMarked;
