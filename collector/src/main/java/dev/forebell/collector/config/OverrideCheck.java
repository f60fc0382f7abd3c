package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.common.config.Problem;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Overrides that do nothing: they lull people who believe in them. */
public final class OverrideCheck {
  private OverrideCheck() {}

  /** Those for no host to which their rule applies. */
  static List<Problem> idle(Configuration configuration) {
    SortedMap<HostId, HostProfile> profiles = HostProfiles.of(configuration);
    List<Problem> idle = new ArrayList<>();
    configuration
        .overrides()
        .forEach(
            (id, overrides) -> {
              CustomerConfig customer = configuration.customers().get(id);
              overrides.stream()
                  .filter(one -> customer != null && !matches(one, customer, profiles))
                  .forEach(one -> idle.add(idle(one)));
            });
    return idle;
  }

  private static boolean matches(
      CustomerOverride override, CustomerConfig customer, SortedMap<HostId, HostProfile> profiles) {
    return customer.hosts().values().stream()
        .filter(override::covers)
        .flatMap(host -> Optional.ofNullable(profiles.get(host.id())).stream())
        .flatMap(profile -> profile.rules().stream())
        .anyMatch(rule -> rule.id().equals(override.change().rule()));
  }

  private static Problem idle(CustomerOverride override) {
    return new Problem(
        override.at(),
        "rule " + override.change().rule() + " applies to none of the hosts that this is for",
        "a host, kind or site to which it applies");
  }

  /** Those that have ended. */
  public static List<Problem> ended(Configuration configuration, Instant now) {
    List<Problem> ended = new ArrayList<>();
    for (Map.Entry<CustomerId, List<CustomerOverride>> of : configuration.overrides().entrySet()) {
      for (CustomerOverride one : of.getValue()) {
        if (!one.change().inForce(now)) {
          ended.add(
              new Problem(
                  one.at(),
                  "the override of " + one.change().rule() + " has ended",
                  "another until, or no override"));
        }
      }
    }
    return ended;
  }
}
