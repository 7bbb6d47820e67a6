/** Real servers for the tests of every module and for running Hark on one machine. */
@NullMarked
package dev.hark.stack;

import org.jspecify.annotations.NullMarked;
