/** Answers to requests that their clients gave a key, kept so that nothing is done twice. */
@NullMarked
package dev.hark.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
