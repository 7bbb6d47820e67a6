@NullMarked
package dev.hark.runtime.id;

import org.jspecify.annotations.NullMarked;
