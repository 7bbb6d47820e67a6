/** What the worker tells of recordings and end users, and what the gateway makes of it. */
@NullMarked
package dev.hark.gateway.outcome;

import org.jspecify.annotations.NullMarked;
