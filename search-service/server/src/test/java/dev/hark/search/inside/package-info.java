@NullMarked
package dev.hark.search.inside;

import org.jspecify.annotations.NullMarked;
