@NullMarked
package dev.hark.runtime.health;

import org.jspecify.annotations.NullMarked;
