package dev.forebell.collector.app;

import dev.forebell.common.model.HostId;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;

/**
 * Says once of each agent that it speaks of elements it may not speak for, and counts what was
 * dropped. One thread, but for the count.
 */
final class ElementNews {
  private static final System.Logger LOG = System.getLogger(ElementNews.class.getName());

  private final Set<HostId> told = new TreeSet<>();
  private final LongAdder refused = new LongAdder();

  /** Samples dropped so far. */
  long refused() {
    return refused.sum();
  }

  void look(HostId agent, CheckedElements said) {
    refused.add(said.refused());
    if (said.refused() > 0 && told.add(agent)) {
      LOG.log(
          Level.WARNING,
          "the agent of {0} checks elements that no customer file says it checks; what it says of"
              + " them is dropped. Give the element `checked_by: {0}`, or take it out of that"
              + " agent''s file",
          agent);
    }
  }
}
