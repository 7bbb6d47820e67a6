/** Fetches words from search-service. */
@NullMarked
package dev.hark.ask.retrieval.grpc;

import org.jspecify.annotations.NullMarked;
