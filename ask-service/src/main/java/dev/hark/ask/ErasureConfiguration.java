package dev.hark.ask;

import dev.hark.ask.session.AnswerErasure;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How a deletion is carried out.
 *
 * @param answers what it takes out of those that were given the recording
 */
@ConfigurationProperties("hark.erasure")
record ErasureConfiguration(@Bindable(defaultValue = "sentences") AnswerErasure answers) {}
