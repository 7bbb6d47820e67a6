/** What readiness says about the things that a service cannot do without. */
@NullMarked
package dev.hark.runtime.health;

import org.jspecify.annotations.NullMarked;
