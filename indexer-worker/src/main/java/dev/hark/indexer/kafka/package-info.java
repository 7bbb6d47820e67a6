/** Consumes the topic: offsets, retries, dead letters; what a result means for the partition. */
@NullMarked
package dev.hark.indexer.kafka;

import org.jspecify.annotations.NullMarked;
