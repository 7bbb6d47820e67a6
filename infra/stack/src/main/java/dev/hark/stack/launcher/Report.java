package dev.hark.stack.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.RunState;
import dev.hark.stack.installation.UserException;
import dev.hark.stack.postgres.Databases;
import dev.hark.stack.postgres.Passwords;
import dev.hark.stack.postgres.Role;
import java.util.Map;

/** What a start prints in the end: addresses, keys, and what to try. */
record Report(
    Home home, Ports ports, DemoProject demo, Map<String, Long> pids, Passwords passwords) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As a second command finds it: from what the launcher and the first start have left. */
  static Report of(Home home, RunState state) {
    DemoProject demo =
        DemoProject.read(home).orElseThrow(() -> new UserException(home.demo() + " is missing"));
    return new Report(
        home, Ports.from(state.ports()), demo, state.pids(), Passwords.read(home.data()));
  }

  String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("gateway", gateway());
    json.put("kafka", ports.address(Ports.Listener.KAFKA));
    json.put("opensearch", ports.http(Ports.Listener.OPENSEARCH));
    // With user and password, as the keys are here too: who reads this would only look for them.
    json.put("postgres", Databases.jdbcUrl(port(), Role.OPERATOR, passwords));
    json.put("project_id", demo.projectId());
    json.put("secret_key", demo.secretKey());
    json.put("end_user_key", demo.endUserKey());
    json.put("end_user_id", demo.endUserId());
    json.put("console", console());
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
      postgres      %4$s  (as %5$s, password in %6$s)
      project       %7$s
      secret key    %8$s  (sees the whole project)
      end-user key  %9$s  (sees %10$s only)

    See it work, signed in as %10$s:
      %11$s

    Search as %10$s:
      curl -s %1$s/v1/recordings/search -H 'Content-Type: application/json' \\
        -H 'Authorization: Bearer %9$s' \\
        -d '{"query": "What did we decide about the launch?"}'
    Ask as %10$s:
      curl -s %1$s/v1/ask/sessions -H 'Content-Type: application/json' \\
        -H 'Authorization: Bearer %9$s' \\
        -d '{"scope": {"type": "library"}, "initial_message": {"content": "Why was the launch moved to the end of June?"}}'
    """
        .formatted(
            gateway(),
            ports.address(Ports.Listener.KAFKA),
            ports.http(Ports.Listener.OPENSEARCH),
            Databases.jdbcUrl(port()),
            Role.OPERATOR.user(),
            Passwords.file(home.data()),
            demo.projectId(),
            demo.secretKey(),
            demo.endUserKey(),
            demo.endUserId(),
            console());
  }

  /** With the key behind the mark that browsers do not send: it reaches no server and no log. */
  private String console() {
    return gateway() + "/console#key=" + demo.endUserKey();
  }

  private int port() {
    return ports.of(Ports.Listener.POSTGRES);
  }

  private String gateway() {
    return ports.http(Ports.Listener.GATEWAY);
  }
}
