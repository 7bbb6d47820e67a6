/** A running gateway with a search-service that does what a test says. */
@NullMarked
package dev.hark.gateway.testing;

import org.jspecify.annotations.NullMarked;
