@NullMarked
package dev.hark.runtime.text;

import org.jspecify.annotations.NullMarked;
