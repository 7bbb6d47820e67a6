package dev.hark.ask.session.jdbc;

import static dev.hark.ask.session.jdbc.Tenant.VISIBLE;

import dev.hark.runtime.id.Caller;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Statements about receipts. One goes with its answer, by the database's own rule. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReceiptRepository extends GenericRepository<ReceiptRepository.ReceiptRow, String> {
  /** What an answer was made from. */
  @MappedEntity(value = "receipts", schema = "ask")
  record ReceiptRow(@Id String messageId, @TypeDef(type = DataType.JSON) StoredReceipt receipt) {}

  void save(ReceiptRow receipt);

  @Query(
      """
      SELECT message_id, receipt FROM ask.receipts
      WHERE message_id = (SELECT id FROM ask.messages
                          WHERE id = :message AND session_id = :session)
        AND :session IN (SELECT id FROM ask.sessions WHERE id = :session AND
      """
          + VISIBLE
          + ")")
  Optional<ReceiptRow> find(@Tenant Caller caller, String session, String message);

  /** Of answers from which something was taken out. */
  @Query("DELETE FROM ask.receipts WHERE message_id = ANY (:messages)")
  int remove(@TypeDef(type = DataType.STRING_ARRAY) List<String> messages);
}
