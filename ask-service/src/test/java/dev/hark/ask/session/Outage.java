package dev.hark.ask.session;

/** Lets a store fail when a test says so. */
public abstract class Outage {
  private boolean down;
  private boolean refused;
  private boolean broken;

  public synchronized void goDown() {
    down = true;
  }

  /** From now on rows cannot be read. */
  public synchronized void breaks() {
    broken = true;
  }

  /** Waits until an answer could not be kept, then is there again. */
  public synchronized void comeBackAfterAnAnswerCame() {
    try {
      while (!refused) {
        wait();
      }
      down = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void comeBack() {
    down = false;
  }

  synchronized void anAnswerCame() {
    refused |= down;
    notifyAll();
  }

  synchronized void check() {
    if (broken) {
      throw new StoreFaultException("a row cannot be read", new IllegalStateException());
    }
    if (down) {
      throw new StoreUnavailableException("down", new IllegalStateException());
    }
  }
}
