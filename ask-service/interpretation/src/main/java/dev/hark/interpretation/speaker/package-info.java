/** Those who are named in a question, of those who can be meant. */
@NullMarked
package dev.hark.interpretation.speaker;

import org.jspecify.annotations.NullMarked;
