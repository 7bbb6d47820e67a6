/** Talks to Gemini, OpenAI and Claude. */
@NullMarked
package dev.hark.ask.model.langchain4j;

import org.jspecify.annotations.NullMarked;
