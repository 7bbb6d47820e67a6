package dev.hark.gateway.testing;

import dev.hark.stack.Distribution;
import dev.hark.stack.kafka.KafkaServer;
import dev.hark.stack.kafka.KafkaTopics;
import dev.hark.stack.process.FreePorts;
import dev.hark.stack.process.ProcessGuard;
import dev.hark.stack.process.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A Kafka of a test's own, which it may kill and start again with what it had kept. */
public final class MortalBroker implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final int port = FreePorts.next();
  private final ProcessGuard guard = ProcessGuard.start();
  private final Path data;
  private RunningProgram process;

  public MortalBroker() throws IOException, InterruptedException {
    data = Files.createTempDirectory("mortal-broker");
    guard.removeInTheEnd(data);
    process = start();
  }

  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public void create(String topic) {
    new KafkaTopics(bootstrap()).create(topic, 1);
  }

  /** SIGKILL, and back again: returns when it is ready. */
  public void killAndRestart() throws InterruptedException {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    int _ = process.awaitEnd();
    process = start();
  }

  private RunningProgram start() throws InterruptedException {
    RunningProgram started =
        RunningProgram.start(
            new KafkaServer(Distribution.find(), data.resolve("kafka"), port),
            data.resolve("logs"),
            guard);
    started.awaitReady(LIMIT);
    return started;
  }

  @Override
  public void close() {
    process.stop();
    guard.close();
  }
}
