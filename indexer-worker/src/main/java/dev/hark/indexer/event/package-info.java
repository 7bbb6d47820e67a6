/** The events of the contract as values, and what makes one unacceptable. */
@NullMarked
package dev.hark.indexer.event;

import org.jspecify.annotations.NullMarked;
