/** Transcripts that clients send: read, noted under the client's own id, and made into events. */
@NullMarked
package dev.hark.gateway.intake;

import org.jspecify.annotations.NullMarked;
