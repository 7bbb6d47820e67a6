package dev.hark.ask.turn;

import dev.hark.ask.id.EndUserId;
import dev.hark.ask.session.Scope;
import java.util.Optional;

/**
 * A session to be made.
 *
 * @param owner may be left out where it follows from the scope or the caller
 * @param title made from the first message when empty
 */
public record NewSession(Scope scope, Optional<EndUserId> owner, Optional<String> title) {}
