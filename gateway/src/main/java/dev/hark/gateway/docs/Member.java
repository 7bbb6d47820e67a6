package dev.hark.gateway.docs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the API description says of a member of a body. Type and name it knows by themselves, and by
 * the name what ids and times look like. A member that can be null may be left out of a request; in
 * an answer every member is there.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Member {
  /** Marks that there is no bound. */
  int ANY = -1;

  String value();

  /** The values that a text may have. */
  String[] oneOf() default {};

  /** Characters, items or the value itself, whichever the type has. */
  int least() default ANY;

  int most() default ANY;

  /** Whether a text must have something to read in it. */
  boolean words() default false;

  /** What its value begins with, for an id whose name does not tell. */
  String id() default "";

  /** A record whose members may stand in the place of this one. */
  Class<?> merged() default Operation.Nothing.class;
}
