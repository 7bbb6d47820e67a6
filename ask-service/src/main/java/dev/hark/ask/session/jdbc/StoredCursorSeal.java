package dev.hark.ask.session.jdbc;

import dev.hark.runtime.cursor.CursorSeal;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs cursors with the key that all instances share. The key is read when the first one is
 * needed, and kept.
 */
@Singleton
public final class StoredCursorSeal implements Supplier<CursorSeal> {
  private final Database database;
  private final SessionRepository sessions;
  private volatile @Nullable CursorSeal seal;

  StoredCursorSeal(Database database, SessionRepository sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /** Reads the key again. */
  public CursorSeal read() {
    return new CursorSeal(database.call(sessions::cursorKey));
  }

  @Override
  public CursorSeal get() {
    CursorSeal known = seal;
    if (known == null) {
      known = read();
      seal = known;
    }
    return known;
  }
}
