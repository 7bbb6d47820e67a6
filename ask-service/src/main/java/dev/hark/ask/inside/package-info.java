/** How Hark's services know each other: the internal token, and certificates where configured. */
@NullMarked
package dev.hark.ask.inside;

import org.jspecify.annotations.NullMarked;
