/** Clients' own JSON objects, value by value. */
@NullMarked
package dev.hark.search.metadata;

import org.jspecify.annotations.NullMarked;
