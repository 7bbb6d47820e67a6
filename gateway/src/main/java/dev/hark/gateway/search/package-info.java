/** The search route. */
@NullMarked
package dev.hark.gateway.search;

import org.jspecify.annotations.NullMarked;
