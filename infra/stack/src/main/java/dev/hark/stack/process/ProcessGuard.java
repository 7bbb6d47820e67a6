package dev.hark.stack.process;

import dev.hark.stack.process.RunningProgram.ProgramFailedException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Ends the processes that this JVM started when the JVM itself is gone, however it went.
 *
 * <p>A small shell process reads from a pipe whose other end this JVM holds. The system closes the
 * pipe when the JVM ends, even by {@code kill -9}; then the shell asks what it was told about to
 * end, kills what has not ended after five seconds, and removes the folders it was told about.
 * Thread-safe.
 */
public final class ProcessGuard implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      running=''
      folders=''
      while read -r word value signal; do
        case "$word" in
          watch) running="$running $value:$signal" ;;
          forget)
            kept=''
            for each in $running; do [ "${each%%:*}" = "$value" ] || kept="$kept $each"; done
            running=$kept ;;
          remove) IFS= read -r folder; folders="$folders$folder
      " ;;
        esac
      done
      for each in $running; do kill -s "${each##*:}" "${each%%:*}" 2>/dev/null; done
      turns=0
      while [ $turns -lt 50 ]; do
        left=''
        for each in $running; do kill -0 "${each%%:*}" 2>/dev/null && left=yes; done
        [ -z "$left" ] && break
        sleep 0.1
        turns=$((turns + 1))
      done
      for each in $running; do kill -s KILL "${each%%:*}" 2>/dev/null; done
      printf '%s' "$folders" | while IFS= read -r folder; do
        turns=0
        # One that was killed may still be writing while it dies.
        until rm -rf -- "$folder" 2>/dev/null && [ ! -e "$folder" ] || [ $turns -eq 50 ]; do
          sleep 0.1
          turns=$((turns + 1))
        done
      done
      """;

  private final Writer pipe;

  private ProcessGuard(Writer pipe) {
    this.pipe = pipe;
  }

  /** Starts the guard of this JVM's processes. */
  public static ProcessGuard start() {
    try {
      Process shell =
          new ProcessBuilder(Sessions.detached("sh", "-c", SCRIPT))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new ProcessGuard(
          new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ProgramFailedException("cannot start a shell to guard the servers: " + e, e);
    }
  }

  void watch(long pid, String stopSignal) {
    tell("watch " + pid + " " + stopSignal + "\n");
  }

  void forget(long pid) {
    tell("forget " + pid + "\n");
  }

  /** Removes the folder and all that is in it once this JVM and what is watched have ended. */
  public void removeInTheEnd(Path folder) {
    tell("remove\n" + folder.toAbsolutePath() + "\n");
  }

  private synchronized void tell(String line) {
    try {
      pipe.write(line);
      pipe.flush();
    } catch (IOException e) {
      throw new ProgramFailedException("the guard of the servers is gone: " + e, e);
    }
  }

  /** Ends the guard: what it still watches is ended, what it was to remove is removed. */
  @Override
  public synchronized void close() {
    try {
      pipe.close();
    } catch (IOException gone) {
      // Nothing is left that could be told.
    }
  }
}
