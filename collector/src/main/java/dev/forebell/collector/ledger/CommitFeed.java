package dev.forebell.collector.ledger;

import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader.Recorded;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners of committed events, on the committing thread and before the next commit. */
final class CommitFeed implements EventFeed {
  private static final Logger LOG = System.getLogger(CommitFeed.class.getName());

  private final List<Listening> listening = new CopyOnWriteArrayList<>();

  @Override
  public Subscription subscribe(Consumer<Recorded> listener) {
    Listening subscription = new Listening(listener);
    listening.add(subscription);
    return subscription;
  }

  void publish(List<Recorded> events) {
    for (Recorded event : events) {
      listening.forEach(subscription -> subscription.tell(event));
    }
  }

  private final class Listening implements Subscription {
    private final Consumer<Recorded> listener;

    Listening(Consumer<Recorded> listener) {
      this.listener = listener;
    }

    // The event is committed: a listener that fails is its own problem, never the commit's.
    void tell(Recorded event) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a listener failed at event " + event.position(), e);
      }
    }

    @Override
    public void close() {
      listening.remove(this);
    }
  }
}
