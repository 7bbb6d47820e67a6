/** Answers without a language model, with sentences of the sources. */
@NullMarked
package dev.hark.ask.model.local;

import org.jspecify.annotations.NullMarked;
