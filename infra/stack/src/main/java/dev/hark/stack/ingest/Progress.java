package dev.hark.stack.ingest;

/** Shows how far a long step is. Steps may be told from any thread. */
interface Progress {
  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void begin(String step, long size) {}

        @Override
        public void step(long more) {}

        @Override
        public void stepTo(long done) {}

        @Override
        public void end() {}
      };

  void begin(String step, long size);

  void step(long more);

  void stepTo(long done);

  void end();
}
