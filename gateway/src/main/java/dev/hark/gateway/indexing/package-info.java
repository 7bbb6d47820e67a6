/** For whoever runs this system: what the worker has still to do, as Kafka knows it. */
@NullMarked
package dev.hark.gateway.indexing;

import org.jspecify.annotations.NullMarked;
