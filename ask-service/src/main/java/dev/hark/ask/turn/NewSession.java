package dev.hark.ask.turn;

import dev.hark.ask.session.Scope;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.SessionId;
import java.util.Optional;

/**
 * A session to be made.
 *
 * @param owner may be left out where it follows from the scope or the caller
 * @param title made from the first message when empty
 * @param id chosen by the caller, so that making it again makes no second one; a new one when empty
 */
public record NewSession(
    Scope scope, Optional<EndUserId> owner, Optional<String> title, Optional<SessionId> id) {}
