/** Language models as Hark sees them: a request, a stream of words, an outcome. */
@NullMarked
package dev.hark.ask.model;

import org.jspecify.annotations.NullMarked;
