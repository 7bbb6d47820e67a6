package dev.hark.stack.ingest;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on the terminal for each step. */
final class TerminalProgress implements Progress {
  private @Nullable ProgressBar bar;

  @Override
  public synchronized void begin(String step, long size) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(step)
            .setInitialMax(size)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(100)
            .build();
  }

  @Override
  public synchronized void step(long more) {
    if (bar != null) {
      bar.stepBy(more);
    }
  }

  @Override
  public synchronized void stepTo(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public synchronized void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
