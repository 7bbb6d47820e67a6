package dev.hark.stack.launcher;

import dev.hark.stack.process.JavaCommand;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One of Hark's own services, run from its jar.
 *
 * @param environment asked for at each start
 */
record Service(
    String name, Path jar, String heap, URI health, Supplier<Map<String, String>> environment)
    implements Program {
  @Override
  public Command prepare() {
    return new Command(JavaCommand.service(jar, heap).line(), environment.get());
  }

  @Override
  public Readiness probe() {
    return new HealthProbe(health).ask();
  }

  /** A service finishes what it has begun; it gives itself 20 s. */
  @Override
  public Duration grace() {
    return Duration.ofSeconds(25);
  }
}
