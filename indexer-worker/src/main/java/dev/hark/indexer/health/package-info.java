/** What readiness says about the things that the worker cannot do without. */
@NullMarked
package dev.hark.indexer.health;

import org.jspecify.annotations.NullMarked;
