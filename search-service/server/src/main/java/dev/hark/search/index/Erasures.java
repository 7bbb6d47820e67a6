package dev.hark.search.index;

import java.time.Instant;

/**
 * The end users who were erased; an entry is final. What {@link #add} wrote, {@link #contains} sees
 * at once, everywhere.
 */
public interface Erasures {
  /** Notes that an end user is erased. Doing it again changes nothing. */
  void add(Tenant tenant, Instant at);

  boolean contains(Tenant tenant);
}
