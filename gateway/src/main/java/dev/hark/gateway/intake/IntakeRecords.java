package dev.hark.gateway.intake;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.gateway.erasure.LocalRecords;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/**
 * Which recording a client's own id stands for, for all gateways. Ids of one end user are nothing
 * to another: nobody can learn which there are. Safe for many threads; every call may throw a
 * {@link dev.hark.gateway.error.FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
abstract class IntakeRecords implements GenericRepository<IntakeRow, String>, LocalRecords {
  @Override
  public void erase(ProjectId project, Mode mode, RecordingId recording) {
    forgetRecording(project.value(), mode.text(), recording.value());
  }

  @Override
  public void erase(ProjectId project, Mode mode, EndUserId endUser) {
    forgetEndUser(project.value(), mode.text(), endUser.value());
  }

  /**
   * Notes a file, unless its like is noted already: a new recording for an id that is new, a new
   * transcription where another file was noted before. What is noted from now on.
   */
  @Query(
      """
      INSERT INTO gateway.intakes AS known (project_id, mode, end_user_id, external_id,
        recording_id, transcription_id, content_hash, created_at)
      VALUES (:project, :mode, :endUser, :externalId, :recording, :transcription, :hash, :at)
      ON CONFLICT (project_id, mode, end_user_id, external_id) DO UPDATE SET
        transcription_id = CASE WHEN known.content_hash = :hash
          THEN known.transcription_id ELSE :transcription END,
        created_at = CASE WHEN known.content_hash = :hash THEN known.created_at ELSE :at END,
        accepted_at = CASE WHEN known.content_hash = :hash THEN known.accepted_at END,
        content_hash = :hash
      RETURNING recording_id, transcription_id, content_hash, created_at, accepted_at
      """)
  abstract IntakeRow note(
      String project,
      String mode,
      String endUser,
      String externalId,
      String recording,
      String transcription,
      String hash,
      Instant at);

  /** The broker has the event. */
  @Query(
      "UPDATE gateway.intakes SET accepted_at = now()"
          + " WHERE recording_id = :recording AND transcription_id = :transcription")
  abstract void accept(String recording, String transcription);

  /** The recording is gone: its id stands for nothing any more. */
  @Query(
      "DELETE FROM gateway.intakes WHERE project_id = :project AND mode = :mode"
          + " AND recording_id = :recording")
  abstract void forgetRecording(String project, String mode, String recording);

  /** All of an end user. */
  @Query(
      "DELETE FROM gateway.intakes WHERE project_id = :project AND mode = :mode"
          + " AND end_user_id = :endUser")
  abstract void forgetEndUser(String project, String mode, String endUser);
}
