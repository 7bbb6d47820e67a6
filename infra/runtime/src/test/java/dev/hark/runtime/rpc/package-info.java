@NullMarked
package dev.hark.runtime.rpc;

import org.jspecify.annotations.NullMarked;
