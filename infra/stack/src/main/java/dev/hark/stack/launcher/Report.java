package dev.hark.stack.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.RunState;
import dev.hark.stack.installation.UserException;
import java.util.Map;

/** What a start prints in the end: addresses, keys, and what to try. */
record Report(Ports ports, DemoProject demo, Map<String, Long> pids) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As a second command finds it: from what the launcher and the first start have left. */
  static Report of(Home home, RunState state) {
    DemoProject demo =
        DemoProject.read(home).orElseThrow(() -> new UserException(home.demo() + " is missing"));
    return new Report(Ports.from(state.ports()), demo, state.pids());
  }

  String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("gateway", gateway());
    json.put("kafka", ports.address(Ports.Listener.KAFKA));
    json.put("opensearch", ports.http(Ports.Listener.OPENSEARCH));
    json.put("postgres", Services.environment(ports).get("HARK_POSTGRES_URL"));
    json.put("project_id", demo.projectId());
    json.put("secret_key", demo.secretKey());
    json.put("end_user_key", demo.endUserKey());
    json.put("end_user_id", demo.endUserId());
    ObjectNode processes = json.putObject("pids");
    pids.forEach(processes::put);
    return json.toString();
  }

  String text() {
    return """

    Hark is up.

      gateway       %1$s
      kafka         %2$s
      opensearch    %3$s
      postgres      %4$s
      project       %5$s
      secret key    %6$s  (sees the whole project)
      end-user key  %7$s  (sees %8$s only)

    Search as %8$s:
      curl -s %1$s/v1/recordings/search -H 'Content-Type: application/json' \\
        -H 'Authorization: Bearer %7$s' \\
        -d '{"query": "What did we decide about the launch?"}'
    Ask as %8$s:
      curl -s %1$s/v1/ask/sessions -H 'Content-Type: application/json' \\
        -H 'Authorization: Bearer %7$s' \\
        -d '{"scope": {"type": "library"}, "initial_message": {"content": "Why was the launch moved to the end of June?"}}'
    """
        .formatted(
            gateway(),
            ports.address(Ports.Listener.KAFKA),
            ports.http(Ports.Listener.OPENSEARCH),
            Services.environment(ports).get("HARK_POSTGRES_URL"),
            demo.projectId(),
            demo.secretKey(),
            demo.endUserKey(),
            demo.endUserId());
  }

  private String gateway() {
    return ports.http(Ports.Listener.GATEWAY);
  }
}
