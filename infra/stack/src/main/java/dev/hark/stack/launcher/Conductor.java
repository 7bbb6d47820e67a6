package dev.hark.stack.launcher;

import dev.hark.stack.installation.UserException;
import dev.hark.stack.process.ProcessGuard;
import dev.hark.stack.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts the servers, then the services, keeps all of them running and ends them in turn. */
final class Conductor {
  // One death may be bad luck; three before being ready once is a program that cannot start.
  private static final int DEATHS_TOO_MANY = 3;

  private final List<Supervisor> servers;
  private final List<Supervisor> services;
  private final Duration startLimit;

  Conductor(
      List<? extends Program> servers,
      List<? extends Program> services,
      Path logs,
      ProcessGuard guard,
      Duration startLimit,
      Consumer<Supervisor> changed) {
    this.startLimit = startLimit;
    this.servers = servers.stream().map(p -> new Supervisor(p, logs, guard, changed)).toList();
    this.services = services.stream().map(p -> new Supervisor(p, logs, guard, changed)).toList();
  }

  List<Supervisor> all() {
    return Stream.concat(servers.stream(), services.stream()).toList();
  }

  void startServers() throws InterruptedException {
    servers.forEach(Supervisor::start);
    awaitReady(servers);
  }

  void startServices() throws InterruptedException {
    services.forEach(Supervisor::start);
    awaitReady(services);
  }

  /** The process ids of now. */
  Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    for (Supervisor each : all()) {
      each.status().pid().ifPresent(pid -> pids.put(each.name(), pid));
    }
    return pids;
  }

  /** Services first, so that none loses a server that it is still writing to. */
  void stop() {
    stopAll(services);
    stopAll(servers);
  }

  private static void stopAll(List<Supervisor> supervisors) {
    List<Thread> stops = supervisors.stream().map(s -> Thread.ofVirtual().start(s::stop)).toList();
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void awaitReady(List<Supervisor> supervisors) throws InterruptedException {
    Instant end = Instant.now().plus(startLimit);
    while (!supervisors.stream().allMatch(s -> s.status().isReady())) {
      boolean late = Instant.now().isAfter(end);
      List<String> failed =
          supervisors.stream()
              .filter(
                  s -> s.status().deaths() >= DEATHS_TOO_MANY || (late && !s.status().isReady()))
              .map(s -> s.name() + ": " + s.status().message() + " (log: " + s.log() + ")")
              .toList();
      if (!failed.isEmpty()) {
        throw new UserException("Hark did not start.\n  " + String.join("\n  ", failed));
      }
      // Only a few statuses in memory are looked at.
      Thread.sleep(50);
    }
  }
}
