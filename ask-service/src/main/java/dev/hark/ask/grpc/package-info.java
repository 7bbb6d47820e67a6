/** Serves hark.ask.v1. */
@NullMarked
package dev.hark.ask.grpc;

import org.jspecify.annotations.NullMarked;
