/** The index, reached through search-service. */
@NullMarked
package dev.hark.indexer.indexing.grpc;

import org.jspecify.annotations.NullMarked;
