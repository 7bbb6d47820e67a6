/** Serves the page of {@code gateway/console}, which calls the API as any other client does. */
@NullMarked
package dev.hark.gateway.console;

import org.jspecify.annotations.NullMarked;
