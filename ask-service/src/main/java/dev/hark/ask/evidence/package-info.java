/**
 * What each sentence of an answer rests on, worked out while the words it was made from are there.
 */
@NullMarked
package dev.hark.ask.evidence;

import org.jspecify.annotations.NullMarked;
