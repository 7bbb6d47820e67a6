@NullMarked
package dev.hark.ask.inside;

import org.jspecify.annotations.NullMarked;
