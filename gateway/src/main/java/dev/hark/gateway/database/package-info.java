/** What all repositories of this service's own tables have in common. */
@NullMarked
package dev.hark.gateway.database;

import org.jspecify.annotations.NullMarked;
