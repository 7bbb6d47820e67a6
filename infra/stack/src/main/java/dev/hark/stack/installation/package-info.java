/** Where this copy of Hark lies, listens and keeps its data, and what runs of it now. */
@NullMarked
package dev.hark.stack.installation;

import org.jspecify.annotations.NullMarked;
