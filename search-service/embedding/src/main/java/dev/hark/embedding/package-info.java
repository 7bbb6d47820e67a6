/**
 * The vector space that the worker and search-service share: texts in, vectors of unit length out.
 */
@NullMarked
package dev.hark.embedding;

import org.jspecify.annotations.NullMarked;
