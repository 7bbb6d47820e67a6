@NullMarked
package dev.hark.search.metadata;

import org.jspecify.annotations.NullMarked;
