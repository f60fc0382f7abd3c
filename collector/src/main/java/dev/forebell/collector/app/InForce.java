package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;

/** The configuration in force: changed by the engine's thread, read by any. */
final class InForce {
  private volatile Configuration configuration;

  InForce(Configuration configuration) {
    this.configuration = configuration;
  }

  Configuration configuration() {
    return configuration;
  }

  void set(Configuration changed) {
    configuration = changed;
  }
}
