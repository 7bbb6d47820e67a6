/** The routes of Ask: sessions, messages and turns, as one JSON answer or as a stream of events. */
@NullMarked
package dev.hark.gateway.ask;

import org.jspecify.annotations.NullMarked;
