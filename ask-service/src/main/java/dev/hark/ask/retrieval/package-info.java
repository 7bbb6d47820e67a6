/** Where the words that answers rest on come from, and what is searched for. */
@NullMarked
package dev.hark.ask.retrieval;

import org.jspecify.annotations.NullMarked;
