package dev.hark.indexer.kafka;

/** What is done with a consumer, all of it by one thread. */
interface ConsumerLoop {
  void subscribe();

  /** One turn: takes what there is, and notices what has become of what was taken before. */
  void turn();

  /** Ends what is in work within the grace, and commits what is done. */
  void stop();

  /** Gives up what is in work, when the consumer is of no more use. */
  void abandon();
}
