package dev.hark.search.query;

import java.util.OptionalDouble;

/**
 * A recording that was found by its title.
 *
 * @param opening its first chunk
 * @param title as far as it is searched
 * @param likeness cosine of the title's vector and the query's; empty when it is not known
 */
public record TitleHit(Candidate opening, String title, OptionalDouble likeness) {}
