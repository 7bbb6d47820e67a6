/** The examples of {@code infra/clients}, run as a user runs them: for tests. */
@NullMarked
package dev.hark.clients;

import org.jspecify.annotations.NullMarked;
