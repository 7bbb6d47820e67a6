@NullMarked
package dev.hark.runtime;

import org.jspecify.annotations.NullMarked;
