/** How Hark's services reach and know each other: channels and servers with the internal token. */
@NullMarked
package dev.hark.runtime.rpc;

import org.jspecify.annotations.NullMarked;
