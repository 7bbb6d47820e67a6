/** MCP at {@code /mcp}: what an assistant may look up and ask, in tools over the same services. */
@NullMarked
package dev.hark.gateway.mcp;

import org.jspecify.annotations.NullMarked;
