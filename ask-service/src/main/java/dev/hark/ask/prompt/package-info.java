/** What a model is told, and what its markers mean. */
@NullMarked
package dev.hark.ask.prompt;

import org.jspecify.annotations.NullMarked;
