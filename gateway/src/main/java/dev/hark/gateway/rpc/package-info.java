/** The way to search-service: channel, deadlines, who the call is made for, failures. */
@NullMarked
package dev.hark.gateway.rpc;

import org.jspecify.annotations.NullMarked;
