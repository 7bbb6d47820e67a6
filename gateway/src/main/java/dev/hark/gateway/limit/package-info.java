/** What a project may ask for: its requests a minute over all gateways, and its turns at once. */
@NullMarked
package dev.hark.gateway.limit;

import org.jspecify.annotations.NullMarked;
