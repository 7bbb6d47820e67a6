/**
 * Files that other programs read: their names, their kinds, and text in them that is nothing but
 * text.
 */
@NullMarked
package dev.hark.gateway.export;

import org.jspecify.annotations.NullMarked;
