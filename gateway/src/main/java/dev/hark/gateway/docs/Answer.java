package dev.hark.gateway.docs;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An answer that is not an error. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Answer {
  int status() default 200;

  String description();

  /** A record whose components are the members of the answer. */
  Class<?> of() default Operation.Nothing.class;

  /** Whether it is a page of those. */
  boolean page() default false;

  /** Media types of the files that it can be. */
  String[] files() default {};

  /** Whether those who ask for it get it as a stream of events. */
  boolean streamed() default false;
}
