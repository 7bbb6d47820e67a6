package dev.hark.ask;

import dev.hark.ask.session.CursorSeal;
import dev.hark.ask.session.jdbc.JdbcStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the key of cursors when the first one is needed, and keeps it. */
final class CachedCursorSeal implements Supplier<CursorSeal> {
  private final JdbcStore store;
  private volatile @Nullable CursorSeal seal;

  CachedCursorSeal(JdbcStore store) {
    this.store = store;
  }

  @Override
  public CursorSeal get() {
    CursorSeal known = seal;
    if (known == null) {
      known = store.cursorSeal();
      seal = known;
    }
    return known;
  }
}
