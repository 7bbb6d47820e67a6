package dev.hark.runtime.thread;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes threads that stand back for other work of the machine. Java's own priorities do nothing on
 * Linux unless the JVM is started for them.
 */
public final class Niceness {
  private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

  /** Elsewhere the call is about the whole process. */
  private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

  private static final int THIS_THREAD = 0;

  private Niceness() {}

  /**
   * The same threads, each with this nice value.
   *
   * @param nice 0 for none, to 19 for those that get what nobody else wants
   */
  public static ThreadFactory threads(ThreadFactory factory, int nice) {
    return nice == 0 || !LINUX
        ? factory
        : work ->
            factory.newThread(
                () -> {
                  set(nice);
                  work.run();
                });
  }

  /** Native access is granted on the command line of every service: the model needs it too. */
  @SuppressWarnings("restricted")
  private static void set(int nice) {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setpriority =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      int result = (int) setpriority.invokeExact(THIS_THREAD, THIS_THREAD, nice);
      if (result != 0) {
        LOG.warn("The system does not let threads stand back for others");
      }
    } catch (Throwable e) {
      LOG.warn("Threads do not stand back for others", e);
    }
  }
}
