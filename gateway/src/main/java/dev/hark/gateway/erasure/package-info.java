/**
 * Deletions of recordings and end users: noted first, then carried through all stores to the end.
 */
@NullMarked
package dev.hark.gateway.erasure;

import org.jspecify.annotations.NullMarked;
