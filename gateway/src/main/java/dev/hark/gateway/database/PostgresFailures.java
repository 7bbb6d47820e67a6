package dev.hark.gateway.database;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.fault.Faults;
import dev.hark.runtime.schema.SchemaStartup;
import dev.hark.runtime.text.StorableText;
import io.micronaut.aop.Around;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.type.MutableArgumentValue;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Around every call of a repository: texts go in without what PostgreSQL does not take of one, and
 * what fails comes out as a {@link FailureException}, unavailable when PostgreSQL refused or lost
 * what may pass, internal for all else.
 */
@InterceptorBean(PostgresFailures.Translated.class)
public final class PostgresFailures implements MethodInterceptor<Object, Object> {
  private static final Logger log = LoggerFactory.getLogger(PostgresFailures.class);

  /**
   * SQL states, by how they begin: connection, a server that is not yet the first or ends an idle
   * transaction, rollback for others' sake, resources, a lock that was not had in time, an operator
   * who cancels or stops, the server's own system. And what somebody else has just taken: when it
   * is done again that is seen.
   */
  private static final List<String> MAY_PASS =
      List.of("08", "23505", "25006", "25P03", "40", "53", "55P03", "57", "58");

  /** A schema, table or function that is not there: passes while the schema is being made. */
  private static final Set<String> NOT_THERE = Set.of("3F000", "42P01", "42883");

  private final Faults faults;
  private final BeanProvider<SchemaStartup> schema;

  PostgresFailures(Faults faults, BeanProvider<SchemaStartup> schema) {
    this.faults = faults;
    this.schema = schema;
  }

  /** A repository whose calls fail with a {@link FailureException} alone. */
  @Around
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Translated {}

  /** Outside of transactions: their end may fail too. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
    call.getParameters().values().forEach(PostgresFailures::makeStorable);
    try {
      return call.proceed();
    } catch (FailureException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure(call.getMethodName(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private static void makeStorable(MutableArgumentValue<?> argument) {
    Object value = argument.getValue();
    if (value instanceof String text) {
      ((MutableArgumentValue<Object>) argument).setValue(StorableText.of(text));
    } else if (value instanceof String[] texts) {
      ((MutableArgumentValue<Object>) argument)
          .setValue(Arrays.stream(texts).map(StorableText::of).toArray(String[]::new));
    }
  }

  private FailureException failure(String what, RuntimeException e) {
    @Nullable SQLException refusal =
        Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .findFirst()
            .orElse(null);
    @Nullable String state = refusal == null ? null : refusal.getSQLState();
    if (refusal != null && mayPass(refusal, state)) {
      log.warn("PostgreSQL cannot be asked: {}, SQL state {}", what, state);
      return new FailureException(Failure.unavailable());
    }
    // Not the message: it may quote what was to be stored, or was.
    Throwable origin = refusal == null ? e : refusal;
    IllegalStateException where =
        new IllegalStateException(origin.getClass().getSimpleName() + ", SQL state " + state);
    where.setStackTrace(origin.getStackTrace());
    faults.found("a statement", where);
    return new FailureException(Failure.internal(""));
  }

  /** What has no state did not come from PostgreSQL: a pool or a connection that is closed. */
  private boolean mayPass(SQLException refusal, @Nullable String state) {
    return state == null
        || refusal instanceof SQLTransientConnectionException
        || MAY_PASS.stream().anyMatch(state::startsWith)
        || (NOT_THERE.contains(state) && schema.isPresent() && !schema.get().isDone());
  }
}
