package dev.hark.stack.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code infra/up}. */
final class UpOptions {
  @Option(names = "--fresh", description = "removes the data of earlier runs first")
  boolean fresh;

  @Option(names = "--no-demo", description = "publishes no sample recordings")
  boolean noDemo;

  @Option(names = "--detach", description = "returns once ready; infra/down stops it")
  boolean detach;

  @Option(names = "--json", description = "prints addresses, keys and process ids as one object")
  boolean json;

  /** For the process that stays when this one has returned. */
  List<String> detached() {
    List<String> options = new ArrayList<>(List.of("--json"));
    if (fresh) {
      options.add("--fresh");
    }
    if (noDemo) {
      options.add("--no-demo");
    }
    return options;
  }
}
