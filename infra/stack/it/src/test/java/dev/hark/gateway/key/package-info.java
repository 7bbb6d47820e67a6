/** What stands in for the gateway in the tests of the launcher. */
@NullMarked
package dev.hark.gateway.key;

import org.jspecify.annotations.NullMarked;
