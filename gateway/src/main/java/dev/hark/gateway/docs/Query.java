package dev.hark.gateway.docs;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter of the query string. Ids and times have their form by their name. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Query {
  String name();

  String description();

  boolean required() default false;

  /** The values that it may have; empty for any text. */
  String[] oneOf() default {};

  /** The greatest that it may be, of a whole number from 0; negative for a text. */
  int most() default -1;
}
