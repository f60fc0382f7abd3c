package dev.forebell.collector.port;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Maintenance windows and silences: those of the files, and what people give at run time. */
public interface SuppressionDesk {
  /** All, past ones included: files first, then as given. Reads the database: may block. */
  List<Listed> list();

  /**
   * Gives or ends one. Never blocks.
   *
   * @return completes after it is committed, or with the refusal
   */
  CompletionStage<Answer> submit(Order order);

  /** A window or a silence. */
  sealed interface Entry {
    String id();

    record Window(MaintenanceWindow window) implements Entry {
      @Override
      public String id() {
        return window.id();
      }
    }

    record Quiet(Silence silence) implements Entry {
      @Override
      public String id() {
        return silence.id();
      }
    }
  }

  /**
   * One of the list.
   *
   * @param words who gave, ended or prolonged it and when, oldest first; none for one of a file
   */
  record Listed(CustomerId customer, Entry entry, List<Word> words) {
    public Listed {
      words = List.copyOf(words);
    }
  }

  /**
   * What somebody did.
   *
   * @param action given or ended (which includes prolonged: another end)
   */
  record Word(Instant at, String by, String action) {}

  /** What somebody asks for. */
  sealed interface Order {
    String by();

    /**
     * Announce nothing of what matches.
     *
     * @param from empty: now
     */
    record GiveSilence(
        CustomerId customer,
        List<Matcher> matchers,
        Optional<Instant> from,
        Instant until,
        String comment,
        String by)
        implements Order {
      public GiveSilence {
        matchers = List.copyOf(matchers);
      }
    }

    /**
     * Announce nothing of these hosts.
     *
     * @param from empty: now
     */
    record GiveWindow(
        CustomerId customer,
        HostChoice hosts,
        Optional<Instant> from,
        Instant to,
        String comment,
        String by)
        implements Order {}

    /**
     * Give it another end.
     *
     * @param at empty: now
     */
    record End(String id, Optional<Instant> at, String by) implements Order {}
  }

  /** What became of it. */
  sealed interface Answer {
    /** Done and committed. */
    record Done(String id) implements Answer {}

    /** Not done, and why in one sentence. */
    record Refused(Reason reason, String detail) implements Answer {}
  }
}
