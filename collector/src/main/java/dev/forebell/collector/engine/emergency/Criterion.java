package dev.forebell.collector.engine.emergency;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.util.List;
import java.util.Optional;

/** One way in which outages are an emergency, met, with every number that says so. */
public sealed interface Criterion {
  /** Rule of the incident that stands above several outages that meet it together. */
  RuleId rule();

  /** Id of the service, the customer or the host group it is about. */
  String subject();

  Reason reason();

  /** The outages that meet it, in key order. */
  List<ConditionKey> causes();

  /** The hosts of the outages, in order, each once. */
  default List<HostId> hosts() {
    return causes().stream().map(ConditionKey::host).distinct().toList();
  }

  /** Whether it is about the same thing, whatever the numbers. */
  default boolean sameMatter(Criterion other) {
    return rule().equals(other.rule()) && subject().equals(other.subject());
  }

  /**
   * The greater part of the people cannot work.
   *
   * @param subject id of the service or the customer
   * @param service whether {@code subject} is a service
   * @param desktops whether all of those hosts are VDI hosts
   * @param affected the greater of {@code onItNow} and {@code withoutSeat}
   * @param onItNow people on the hosts with an outage
   * @param withoutSeat people expected at the next opening for whom no seat is left elsewhere in
   *     the service's pool; all of a service without seats of which no member is up
   * @param people all who use it; at least 1
   * @param share from which it is an emergency, 0..1
   * @param counts the numbers per host, with their dates
   */
  record PeopleAffected(
      String subject,
      boolean service,
      boolean desktops,
      int affected,
      int onItNow,
      int withoutSeat,
      int people,
      double share,
      List<HostPeople> counts,
      List<ConditionKey> causes)
      implements Criterion {
    /** Rule of its parent incident. */
    public static final RuleId RULE = new RuleId("people-outage");

    public PeopleAffected {
      counts = List.copyOf(counts);
      causes = List.copyOf(causes);
    }

    @Override
    public RuleId rule() {
      return RULE;
    }

    @Override
    public Reason reason() {
      return Reason.PEOPLE_AFFECTED;
    }
  }

  /**
   * A key business service has fewer members up than it needs.
   *
   * @param subject id of the service
   * @param up members up
   * @param members all members
   * @param minUp members needed
   */
  record KeyServiceDown(String subject, int up, int members, int minUp, List<ConditionKey> causes)
      implements Criterion {
    /** Rule of its parent incident. */
    public static final RuleId RULE = new RuleId("service-outage");

    public KeyServiceDown {
      causes = List.copyOf(causes);
    }

    @Override
    public RuleId rule() {
      return RULE;
    }

    @Override
    public Reason reason() {
      return Reason.KEY_SERVICE_DOWN;
    }
  }

  /**
   * Too many hosts of a group are down.
   *
   * @param subject id of the group
   * @param down hosts down
   * @param members all hosts of the group
   * @param limit number from which it is an emergency, if the group has one
   * @param share share (0..1) from which it is one, if the group has one
   */
  record HostGroupDown(
      String subject,
      int down,
      int members,
      Optional<Integer> limit,
      Optional<Double> share,
      List<ConditionKey> causes)
      implements Criterion {
    /** Rule of its parent incident. */
    public static final RuleId RULE = new RuleId("group-outage");

    public HostGroupDown {
      causes = List.copyOf(causes);
    }

    @Override
    public RuleId rule() {
      return RULE;
    }

    @Override
    public Reason reason() {
      return Reason.HOST_GROUP_DOWN;
    }
  }

  /**
   * Most hosts of a site fell silent together.
   *
   * @param subject id of the site
   * @param silent hosts that are not heard
   * @param connected hosts that were there before
   * @param why it is more than a lost line
   */
  record SiteUnseen(String subject, int silent, int connected, Why why, List<ConditionKey> causes)
      implements Criterion {
    /** Why an unseen site is an emergency. */
    public enum Why {
      /** The site's people cannot work without its uplink. */
      UPLINK,
      /** Who looks from elsewhere does not reach it either. */
      SECOND_PATH,
      /** It lasts through five minutes of service hours. */
      LASTING
    }

    /** Rule of its incident. */
    public static final RuleId RULE = new RuleId("site-unseen");

    public SiteUnseen {
      causes = List.copyOf(causes);
    }

    @Override
    public RuleId rule() {
      return RULE;
    }

    @Override
    public Reason reason() {
      return Reason.SITE_UNSEEN;
    }
  }
}
