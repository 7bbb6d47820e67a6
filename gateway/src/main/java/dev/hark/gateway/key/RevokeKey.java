package dev.hark.gateway.key;

import dev.hark.gateway.id.KeyId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code keys revoke}: the key stops working everywhere within a second, for good. */
@Command(name = "revoke", description = "Revokes a key for good.", mixinStandardHelpOptions = true)
final class RevokeKey implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ParentCommand private KeysCommand keys = KeysCommand.of(Map.of());

  @Parameters(index = "0", paramLabel = "KEY_ID", description = "key_…, as list shows it")
  private String id = "";

  @Override
  public Integer call() {
    KeyId key = KeyId.parse(id).orElseThrow(() -> refused("an id of a key is key_ and more"));
    if (!keys.register().revoke(key)) {
      throw refused("there is no key " + id);
    }
    spec.commandLine().getOut().println("revoked " + id);
    return 0;
  }

  private RuntimeException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
