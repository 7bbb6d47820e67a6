package dev.hark.ask.session;

import dev.hark.ask.Fixtures;
import dev.hark.runtime.id.Caller;

/** The store that turns are tested with does what PostgreSQL's does. */
class InMemoryStoreTest implements ConversationContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  public Sessions sessions() {
    return store;
  }

  @Override
  public Conversation conversation() {
    return store;
  }

  @Override
  public Erasures erasures() {
    return store;
  }

  @Override
  public Caller caller() {
    return Fixtures.caller("one");
  }
}
