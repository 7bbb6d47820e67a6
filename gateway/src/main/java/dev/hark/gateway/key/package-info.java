/** API keys: format and checksum, look-up, scopes, and the command that makes them. */
@NullMarked
package dev.hark.gateway.key;

import org.jspecify.annotations.NullMarked;
