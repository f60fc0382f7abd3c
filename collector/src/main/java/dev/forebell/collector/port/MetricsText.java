package dev.forebell.collector.port;

/** What Prometheus scrapes. May read the database: call off the event loops. */
public interface MetricsText {
  /** The media type of {@link #render()}, with version and charset. */
  String contentType();

  /** Everything as it stands now. */
  byte[] render();
}
