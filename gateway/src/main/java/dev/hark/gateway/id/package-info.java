/** The ids of the public API: what they look like, and how new ones are made. */
@NullMarked
package dev.hark.gateway.id;

import org.jspecify.annotations.NullMarked;
