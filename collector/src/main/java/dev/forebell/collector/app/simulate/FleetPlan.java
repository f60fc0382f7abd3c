package dev.forebell.collector.app.simulate;

import java.time.Duration;

/**
 * How big a simulated fleet is.
 *
 * @param agents 1 to 100,000
 * @param series of each agent
 * @param interval between two samples of an agent
 * @param warmUp how long it runs, once everybody is connected, before anything is measured
 * @param length how long it runs and is measured after that
 * @param perSite hosts of one site
 * @param tls whether agents talk over TLS
 * @param seed the same seed gives the same values
 */
public record FleetPlan(
    int agents,
    int series,
    Duration interval,
    Duration warmUp,
    Duration length,
    int perSite,
    boolean tls,
    long seed) {

  /** Name of the host with this number, from 0. */
  String host(int number) {
    return "sim-%05d".formatted(number + 1);
  }

  /** Name of the site with this number, from 0. */
  static String site(int number) {
    return "s%03d".formatted(number + 1);
  }

  /** The site that a host stands in. */
  int siteOf(int host) {
    return host / perSite;
  }

  int sites() {
    return (agents + perSite - 1) / perSite;
  }
}
