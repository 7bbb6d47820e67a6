/** Whether what the gateway depends on is there, and what to do when it is not. */
@NullMarked
package dev.hark.gateway.health;

import org.jspecify.annotations.NullMarked;
