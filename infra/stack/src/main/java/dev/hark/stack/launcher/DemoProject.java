package dev.hark.stack.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.UserException;
import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The project that a newcomer tries Hark with.
 *
 * @param secretKey sees every end user of the project
 * @param endUserKey sees one end user only
 * @param samples whether the sample recordings were published
 */
record DemoProject(
    String projectId, String endUserId, String secretKey, String endUserKey, boolean samples) {
  static final String PROJECT = "proj_demo";
  static final String END_USER = "eu_demoMaya";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the first start has made; empty before. */
  static Optional<DemoProject> read(Home home) {
    if (Files.notExists(home.demo())) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(home.demo().toFile());
      return Optional.of(
          new DemoProject(
              json.path("project_id").asText(),
              json.path("end_user_id").asText(),
              json.path("secret_key").asText(),
              json.path("end_user_key").asText(),
              json.path("samples").asBoolean()));
    } catch (IOException e) {
      throw new UserException(
          home.demo() + " cannot be read: remove it, and infra/up makes new keys. " + e);
    }
  }

  DemoProject withSamples() {
    return new DemoProject(projectId, endUserId, secretKey, endUserKey, true);
  }

  /** Keeps it for the next start; only the owner of the data may read the keys. */
  void write(Home home) {
    ObjectNode json = JSON.createObjectNode();
    json.put("project_id", projectId).put("end_user_id", endUserId);
    json.put("secret_key", secretKey).put("end_user_key", endUserKey).put("samples", samples);
    try {
      OwnerOnly.write(home.demo(), json.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
