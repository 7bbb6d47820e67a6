/** The search service as a process. */
@NullMarked
package dev.hark.search;

import org.jspecify.annotations.NullMarked;
