/** The look-ups of recordings and transcriptions. */
@NullMarked
package dev.hark.gateway.recording;

import org.jspecify.annotations.NullMarked;
