/**
 * What the API description says of routes and of what they take and give, and the pages that show
 * it.
 */
@NullMarked
package dev.hark.gateway.docs;

import org.jspecify.annotations.NullMarked;
