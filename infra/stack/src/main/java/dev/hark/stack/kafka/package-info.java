/** Kafka as one node that is broker and controller. */
@NullMarked
package dev.hark.stack.kafka;

import org.jspecify.annotations.NullMarked;
