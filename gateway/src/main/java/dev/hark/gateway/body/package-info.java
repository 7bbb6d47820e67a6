/** Reads a request's body strictly, naming the field that is at fault. */
@NullMarked
package dev.hark.gateway.body;

import org.jspecify.annotations.NullMarked;
