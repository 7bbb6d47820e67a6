/** For whoever runs this system: makes, lists and revokes keys over HTTP. */
@NullMarked
package dev.hark.gateway.admin;

import org.jspecify.annotations.NullMarked;
