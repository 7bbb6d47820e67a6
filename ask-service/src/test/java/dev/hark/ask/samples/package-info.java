/** The sample recordings, asked about. */
@NullMarked
package dev.hark.ask.samples;

import org.jspecify.annotations.NullMarked;
