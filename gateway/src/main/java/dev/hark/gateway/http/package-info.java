/** What every answer has in common: request id, headers, JSON in and out, the access log. */
@NullMarked
package dev.hark.gateway.http;

import org.jspecify.annotations.NullMarked;
