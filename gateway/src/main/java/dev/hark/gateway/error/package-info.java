/** The error body, and the one table from a failure to its status and code. */
@NullMarked
package dev.hark.gateway.error;

import org.jspecify.annotations.NullMarked;
