/** What there is of an end user, and the end of it. */
@NullMarked
package dev.hark.gateway.enduser;

import org.jspecify.annotations.NullMarked;
