package dev.hark.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.contract.Transcript.Owner;
import dev.hark.gateway.http.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official client in TypeScript, where Node.js is there and npm can bring it. */
class McpNodeClientIT {
  private static final Path SOURCE = Path.of("src/test/mcp-client");
  private static final Path FOLDER = Path.of("target/mcp-client");

  @BeforeAll
  static void bringTheClient() throws Exception {
    // A second client, from npm: McpIT shows the same with the SDK's own where there is none.
    assumeTrue(isThere("node") && isThere("npm"), "no Node.js here");
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
      Files.write(FOLDER.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
    }
    assumeTrue(
        run("npm", "ci", "--ignore-scripts", "--no-audit").exit() == 0, "npm brings nothing");
  }

  private record Ended(int exit, String out) {}

  private static boolean isThere(String command) {
    return List.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  private static Ended run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("mcp-client", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    return new Ended(ended ? process.exitValue() : -1, Files.readString(out));
  }

  @Test
  void findsReadsAndIsToldWhatIsWrong() throws Exception {
    McpFixture.gateway().searchService().search.answersByItself();
    Owner owner = Owner.fresh("eu_1");
    McpFixture.record(owner, "rec_1", "the launch", "is on Friday");
    Ended ended =
        run(
            "node",
            "client.mjs",
            "http://127.0.0.1:%d/mcp".formatted(McpFixture.gateway().port()),
            McpFixture.key(owner.project(), "--end-user", "eu_1"),
            """
            [{"name":"search_recordings","arguments":{"query":"launch"}},
             {"name":"list_recordings","arguments":{}},
             {"name":"get_recording","arguments":{"recording_id":"rec_1"}},
             {"name":"get_transcript","arguments":{"recording_id":"rec_1","start_ms":12000}},
             {"name":"get_recording","arguments":{"recording_id":"rec_2"}}]
            """);
    assertEquals(0, ended.exit(), ended::out);
    JsonNode told = Json.mapper().readTree(ended.out());
    assertEquals(5, told.path("tools").size());
    assertEquals("[]", told.path("errors").toString());
    JsonNode results = told.path("results");
    assertEquals("rec_1", results.at("/0/structuredContent/results/0/recording_id").asText());
    assertEquals(1, results.at("/1/structuredContent/shown").asInt());
    assertEquals("About rec_1", results.at("/2/structuredContent/title").asText());
    assertEquals("is on Friday", results.at("/3/structuredContent/segments/0/text").asText());
    assertTrue(results.at("/4/isError").asBoolean(), results::toString);
  }
}
