/** Programs as processes of their own: started, probed, stopped, and never left behind. */
@NullMarked
package dev.hark.stack.process;

import org.jspecify.annotations.NullMarked;
