@NullMarked
package dev.hark.words;

import org.jspecify.annotations.NullMarked;
