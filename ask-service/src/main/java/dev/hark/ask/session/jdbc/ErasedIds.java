package dev.hark.ask.session.jdbc;

import dev.hark.runtime.id.Caller;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/**
 * The end users and recordings that were erased. Whoever keeps something of one holds the project's
 * lock together with others of its kind from before it looks here until it commits; whoever adds
 * one holds it alone, for a moment.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErasedIds extends GenericRepository<ErasedIds.Row, String> {
  String LOCK = "(hashtextextended('ask.erased ' || (:caller)[1] || ' ' || (:caller)[2], 0))";

  /** What was erased. */
  @MappedEntity(value = "erased", schema = "ask")
  record Row(@Id String id) {}

  /** Until the end of the transaction, as all that follow. */
  default void keepWritersOut(Caller caller) {
    // Who comes after this one waits too: it gives up and is asked again rather than hold them up.
    waitTwoSeconds();
    lockAlone(caller);
  }

  @Query("SELECT set_config('lock_timeout', '2s', true)")
  String waitTwoSeconds();

  @Query("SELECT 1 FROM pg_advisory_xact_lock" + LOCK)
  int lockAlone(@Tenant Caller caller);

  @Query("SELECT 1 FROM pg_advisory_xact_lock_shared" + LOCK)
  int keepErasersOut(@Tenant Caller caller);

  @Query(
      "INSERT INTO ask.erased (project_id, mode, id) VALUES ((:caller)[1], (:caller)[2], :id)"
          + " ON CONFLICT DO NOTHING")
  int add(@Tenant Caller caller, String id);

  /**
   * Those of the ids that were erased. Whoever keeps something because of the answer has kept
   * erasers out before.
   */
  default List<String> among(Caller caller, Collection<?> ids) {
    return ids.isEmpty() ? List.of() : find(caller, ids.stream().map(String::valueOf).toList());
  }

  @Query("SELECT id FROM ask.erased WHERE " + Tenant.OF_PROJECT + " AND id = ANY (:ids)")
  List<String> find(@Tenant Caller caller, @TypeDef(type = DataType.STRING_ARRAY) List<String> ids);
}
