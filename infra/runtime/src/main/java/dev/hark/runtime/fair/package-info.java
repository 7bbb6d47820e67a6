/** Shares what a service has few of between the projects that ask for it. */
@NullMarked
package dev.hark.runtime.fair;

import org.jspecify.annotations.NullMarked;
