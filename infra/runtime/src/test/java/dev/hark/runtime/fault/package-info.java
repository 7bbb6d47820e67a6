@NullMarked
package dev.hark.runtime.fault;

import org.jspecify.annotations.NullMarked;
