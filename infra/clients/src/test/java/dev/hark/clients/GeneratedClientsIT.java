package dev.hark.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenAPI Generator, in its default settings, makes clients of the API description that compile,
 * and has nothing to say about it.
 */
final class GeneratedClientsIT {
  private static final Path ROOT = Path.of(System.getProperty("hark.root"));
  private static final Path DESCRIPTION =
      ROOT.resolve("gateway/src/main/resources/openapi/openapi.json");
  private static final Path GENERATOR = Path.of("target/openapi-generator.jar");

  /** It says these of any description in OpenAPI 3.1. */
  private static final List<String> ALWAYS =
      List.of("OpenAPI 3.1 support is still in beta", "Failed to get the schema name: null");

  @TempDir private Path folder;

  private void generate(String language) {
    RunningCommand generator =
        RunningCommand.start(
            folder,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                GENERATOR.toAbsolutePath().toString(),
                "generate",
                "--generator-name",
                language,
                "--input-spec",
                DESCRIPTION.toString(),
                "--output",
                folder.toString()));
    assertEquals(0, generator.exit(), generator::toString);
    List<String> said =
        generator
            .toString()
            .lines()
            .filter(line -> line.contains("WARN") || line.contains("ERROR"))
            .filter(line -> ALWAYS.stream().noneMatch(line::contains))
            .toList();
    assertEquals(List.of(), said);
  }

  private void succeeds(List<String> line) {
    RunningCommand command = RunningCommand.start(folder, Map.of(), line);
    assertEquals(0, command.exit(), command::toString);
  }

  @Test
  void typeScriptOfTheDescriptionPassesItsCompiler() {
    generate("typescript-fetch");
    assumeTrue(ExampleClient.TYPESCRIPT.command().isPresent(), "npm brings no compiler");
    succeeds(
        List.of(
            ExampleClient.NODE.resolve("node_modules/.bin/tsc").toString(),
            "--strict",
            "--noEmit",
            "--module",
            "esnext",
            "--moduleResolution",
            "bundler",
            "--target",
            "es2022",
            "--lib",
            "es2022,dom",
            "index.ts"));
  }

  @Test
  void pythonOfTheDescriptionCompilesAndIsImported() {
    generate("python");
    assumeTrue(ExampleClient.PYTHON.command().isPresent(), "no Python here");
    succeeds(List.of("python3", "-m", "compileall", "-q", "openapi_client"));
    boolean packages =
        RunningCommand.succeeds(
            folder, "python3", "-c", "import pydantic, urllib3, dateutil, typing_extensions");
    assumeTrue(packages, "compiled; the packages that it imports are not here");
    succeeds(
        List.of(
            "python3",
            "-c",
            """
            import openapi_client as hark
            part = hark.Part.from_json('{"type": "citation", "recording_id": "rec_1", "start_ms": 7}')
            assert part.actual_instance.start_ms == 7
            assert hark.RecordingsApi.export_transcription
            """));
  }
}
