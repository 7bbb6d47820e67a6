package dev.hark.runtime.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {
  /** What follows the name, which may hold spaces: the 19th of all fields is the nice value. */
  private static int own() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
  }

  private static int inside(int nice) throws Exception {
    Callable<Integer> own = NicenessTest::own;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(1, Niceness.threads(Thread.ofPlatform().factory(), nice))) {
      return threads.submit(own).get();
    }
  }

  @Test
  void onlyThreadsThatAreToStandBackDo() throws Exception {
    int usual = own();
    assertEquals(usual, inside(0));
    assertEquals(17, inside(17));
    assertEquals(usual, own());
  }
}
