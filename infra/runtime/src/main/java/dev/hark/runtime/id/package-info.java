/** What things are called in the API, in events and between services, and on whose behalf. */
@NullMarked
package dev.hark.runtime.id;

import org.jspecify.annotations.NullMarked;
