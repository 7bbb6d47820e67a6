/** How Hark's services know each other: the internal token, and certificates where configured. */
@NullMarked
package dev.hark.indexer.inside;

import org.jspecify.annotations.NullMarked;
