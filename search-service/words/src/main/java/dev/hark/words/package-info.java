/** What the same word is: folding of texts, and the words of a text in any script. */
@NullMarked
package dev.hark.words;

import org.jspecify.annotations.NullMarked;
