/** A running gateway with services that do what a test says. */
@NullMarked
package dev.hark.gateway.testing;

import org.jspecify.annotations.NullMarked;
