/** The service as a whole, on a real OpenSearch. */
@NullMarked
package dev.hark.search;

import org.jspecify.annotations.NullMarked;
