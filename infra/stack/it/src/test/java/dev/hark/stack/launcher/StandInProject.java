package dev.hark.stack.launcher;

import dev.hark.stack.Distribution;
import dev.hark.stack.process.FreePorts;
import dev.hark.stack.process.JavaCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A project whose services are stand-ins, with ports and data of its own, for the real launcher.
 */
final class StandInProject {
  /** What a command has printed and how it ended. */
  record Outcome(int code, String output, String errors) {}

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  StandInProject(Path root) throws IOException, URISyntaxException {
    this.root = root;
    for (String name :
        List.of("GATEWAY", "ASK", "ASK_HEALTH", "SEARCH", "SEARCH_HEALTH", "INDEXER")) {
      environment.put("HARK_" + name + "_PORT", Integer.toString(FreePorts.next()));
    }
    for (String name : List.of("POSTGRES", "KAFKA", "OPENSEARCH")) {
      environment.put("HARK_" + name + "_PORT", Integer.toString(FreePorts.next()));
    }
    environment.put("HARK_DATA_DIR", root.resolve("data").toString());
    // The launcher makes its own, as it does for a newcomer.
    environment.put("HARK_INTERNAL_TOKEN", "");
    jar("gateway", "hark-gateway");
    jar("search-service/server", "hark-search-service");
    jar("indexer-worker", "hark-indexer-worker");
    jar("ask-service", "hark-ask-service");
  }

  String setting(String name) {
    return environment.getOrDefault(name, "");
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  Path target(String module) {
    return root.resolve(module).resolve("target");
  }

  Outcome up(String... options) throws Exception {
    return run(UpCommand.class, options);
  }

  Outcome down() throws Exception {
    return run(DownCommand.class);
  }

  private Outcome run(Class<?> command, String... options) throws Exception {
    Path output = Files.createTempFile(root, "output", ".txt");
    Path errors = Files.createTempFile(root, "errors", ".txt");
    Process process = start(command, output, errors, options);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IllegalStateException(command + " hangs: " + Files.readString(errors));
    }
    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  Process start(Class<?> command, Path output, Path errors, String... options) throws IOException {
    List<String> line =
        new ArrayList<>(
            JavaCommand.withHeap("16m", "128m")
                .add("-Dhark.root=" + root, "-cp", System.getProperty("java.class.path"))
                .add("-Dhark.distribution=" + Distribution.find().folder())
                .add(command.getName())
                .add(options)
                .line());
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    return builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
  }

  private void jar(String module, String artifact) throws IOException, URISyntaxException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
    Path folder = Files.createDirectories(target(module));
    try (OutputStream file = Files.newOutputStream(folder.resolve(artifact + "-0.1.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      add(jar, "dev/hark/stack/launcher/StandInService.class");
      add(jar, "dev/hark/gateway/key/KeysCommand.class");
    }
  }

  private static void add(JarOutputStream jar, String name) throws IOException, URISyntaxException {
    Path classes =
        Path.of(StandInProject.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    jar.putNextEntry(new JarEntry(name));
    Files.copy(classes.resolve(name), jar);
    jar.closeEntry();
  }
}
