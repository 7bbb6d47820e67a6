package dev.hark.gateway.docs;

import dev.hark.gateway.error.ErrorCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the API description says of a route; path, method and scope it knows by themselves. What can
 * go wrong with every route is not repeated here.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {
  /** A name for programs: generated clients call their method so. */
  String id();

  String summary();

  String description() default "";

  /** A record whose components are the fields that the body may have. */
  Class<?> body() default Nothing.class;

  /** Fields in whose place a form has the part {@code file}; empty when it cannot be a form. */
  String[] file() default {};

  Query[] queries() default {};

  Answer[] answers();

  ErrorCode[] fails() default {};

  /** No body at all. */
  final class Nothing {
    private Nothing() {}
  }
}
