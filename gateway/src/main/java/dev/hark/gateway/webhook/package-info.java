/** Webhooks: who wants to be told of what, and telling them until they have heard. */
@NullMarked
package dev.hark.gateway.webhook;

import org.jspecify.annotations.NullMarked;
