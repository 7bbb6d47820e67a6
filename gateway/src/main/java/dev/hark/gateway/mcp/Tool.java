package dev.hark.gateway.mcp;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;

/**
 * What an assistant can call. How it describes itself, its arguments and its answer stands in
 * {@code mcp/tools.json} under its name. Safe for many threads.
 */
interface Tool {
  String name();

  /** What a key needs for it. */
  Scope scope();

  /**
   * Does it.
   *
   * @return a record, which is told in the API's JSON
   * @throws FailureException when it cannot be done, with what to do
   */
  Object answer(Call call, Fields arguments);
}
