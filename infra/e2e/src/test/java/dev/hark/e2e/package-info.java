/**
 * The whole system as a newcomer starts it: from an event to a cited answer, and through faults.
 */
@NullMarked
package dev.hark.e2e;

import org.jspecify.annotations.NullMarked;
