/** OpenSearch with the k-NN plugin as a cluster of one. */
@NullMarked
package dev.hark.stack.opensearch;

import org.jspecify.annotations.NullMarked;
