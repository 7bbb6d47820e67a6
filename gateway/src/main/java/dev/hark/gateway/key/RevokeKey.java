package dev.hark.gateway.key;

import dev.hark.gateway.id.KeyId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys revoke}: the key stops working everywhere within a second, for good. */
@Command(name = "revoke", description = "Revokes a key for good.", mixinStandardHelpOptions = true)
final class RevokeKey implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "KEY_ID", description = "key_…, as list shows it")
  private String id = "";

  @Override
  public Integer call() throws Exception {
    if (spec == null) {
      throw new IllegalStateException("not run by its command line");
    }
    KeyId key = KeyId.parse(id).orElseThrow(() -> refused("an id of a key is key_ and more"));
    if (!KeysCommand.register().revoke(key)) {
      throw refused("there is no key " + id);
    }
    spec.commandLine().getOut().println("revoked " + id);
    return 0;
  }

  private RuntimeException refused(String message) {
    return spec == null
        ? new IllegalStateException(message)
        : new ParameterException(spec.commandLine(), message);
  }
}
