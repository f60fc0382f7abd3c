package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What Prometheus scrapes. */
public interface MetricsSource {
  /**
   * Writes everything as it stands now, piece by piece. May read the database and waits for a slow
   * {@code out}: call off the event loops. Does not close {@code out}.
   *
   * @throws IOException as {@code out} does
   */
  void write(Scrape scrape, OutputStream out) throws IOException;

  /**
   * What is asked for.
   *
   * @param customer of this customer only, and then nothing of the collector itself; empty: all
   */
  record Scrape(Names names, ExpositionFormat format, Optional<CustomerId> customer) {}

  /** By whose names. */
  enum Names {
    /** The OpenTelemetry names as Prometheus spells them. */
    OPEN_TELEMETRY,
    /** Those of Prometheus' node_exporter. */
    NODE_EXPORTER
  }
}
