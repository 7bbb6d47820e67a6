package dev.hark.gateway.key;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key needs for a route. A route below {@code /v1}, or of {@code /mcp}, without it answers
 * nobody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresScope {
  /** Any one of these is enough; none for a route that every good key may call. */
  Scope[] value();
}
