/** The gRPC endpoint: requests to domain and back, and the one table from failure to status. */
@NullMarked
package dev.hark.search.grpc;

import org.jspecify.annotations.NullMarked;
