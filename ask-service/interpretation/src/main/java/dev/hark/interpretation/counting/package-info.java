/** Questions for how many, and for all of something: what is counted or listed, and whose words. */
@NullMarked
package dev.hark.interpretation.counting;

import org.jspecify.annotations.NullMarked;
