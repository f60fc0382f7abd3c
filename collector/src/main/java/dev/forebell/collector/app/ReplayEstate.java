package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Estate;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.Site;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.replay.ReplayOutline;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Customers and hosts of a replay: those configured, and where a customer takes them in, those that
 * only the file names.
 */
record ReplayEstate(
    SortedMap<CustomerId, CustomerConfig> customers, SortedMap<HostId, HostProfile> hosts) {
  /** Where hosts stand that no site is known of. */
  private static final SiteId NO_SITE = new SiteId("unknown");

  /**
   * Places every host of the file.
   *
   * @param adopter takes in hosts that no configuration names; without it each is a problem, named
   *     where it first stands
   */
  static ReplayEstate of(
      Configuration configuration,
      String file,
      ReplayOutline outline,
      Optional<CustomerId> adopter,
      Problems problems) {
    TreeMap<CustomerId, CustomerConfig> customers = new TreeMap<>(configuration.customers());
    outline
        .hosts()
        .forEach(
            (host, line) -> {
              if (!isKnown(customers, host)) {
                adopter.ifPresentOrElse(
                    customer -> adopt(customers, customer, host),
                    () -> unknown(problems, new Position(file, line, 1), host));
              }
            });
    return new ReplayEstate(customers, profiles(configuration, customers, outline));
  }

  private static SortedMap<HostId, HostProfile> profiles(
      Configuration configuration,
      SortedMap<CustomerId, CustomerConfig> customers,
      ReplayOutline outline) {
    Configuration placed = configuration.with(customers);
    TreeMap<HostId, HostProfile> profiles = new TreeMap<>(HostProfiles.of(placed));
    profiles.replaceAll(
        (host, profile) ->
            paced(
                profile,
                slower(outline.cadence(), host, profile.interval()),
                slower(outline.beats(), host, profile.heartbeat())));
    return profiles;
  }

  /** What the file shows, where that is slower than what is configured. */
  private static Duration slower(
      SortedMap<HostId, Duration> shown, HostId host, Duration configured) {
    return Optional.ofNullable(shown.get(host))
        .filter(pace -> pace.compareTo(configured) > 0)
        .orElse(configured);
  }

  private static HostProfile paced(HostProfile profile, Duration interval, Duration heartbeat) {
    return profile.withInterval(interval).withHeartbeat(heartbeat);
  }

  private static boolean isKnown(SortedMap<CustomerId, CustomerConfig> customers, HostId host) {
    return customers.values().stream().anyMatch(customer -> customer.hosts().containsKey(host));
  }

  private static void unknown(Problems problems, Position first, HostId host) {
    problems.add(
        first,
        "host '" + host + "' is in no customers/*.yaml",
        "a configured host, or --customer ID");
  }

  private static void adopt(
      TreeMap<CustomerId, CustomerConfig> customers, CustomerId id, HostId host) {
    customers.computeIfPresent(id, (_, customer) -> withHost(customer, host));
  }

  private static CustomerConfig withHost(CustomerConfig customer, HostId id) {
    SiteId site = customer.sites().isEmpty() ? NO_SITE : customer.sites().firstKey();
    Estate estate = customer.estate();
    Estate placed = estate.sites().containsKey(site) ? estate : estate.with(new Site(site, false));
    return customer.with(placed.with(List.of(Host.plain(id, site, HostKind.SERVER))));
  }
}
