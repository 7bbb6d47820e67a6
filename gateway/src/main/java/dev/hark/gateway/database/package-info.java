/** How this service's own tables are read and written. */
@NullMarked
package dev.hark.gateway.database;

import org.jspecify.annotations.NullMarked;
