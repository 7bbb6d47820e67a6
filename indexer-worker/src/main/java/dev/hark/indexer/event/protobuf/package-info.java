/** Events as Protobuf bytes. */
@NullMarked
package dev.hark.indexer.event.protobuf;

import org.jspecify.annotations.NullMarked;
