package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.collector.engine.condition.Evidence.SiteLoss;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.util.List;
import java.util.Optional;

/** A site whose hosts went together: the incident that says so opens, or goes on. */
final class SiteOpening {
  private SiteOpening() {}

  static void judge(StepLog log, CustomerInput input, SiteCount count) {
    newLoss(log.state(), input, count).ifPresent(loss -> judge(log, count, loss));
  }

  /** Only what was just said can make a loss: what is long known was judged when it came. */
  private static Optional<SiteLoss> newLoss(
      CustomerState state, CustomerInput input, SiteCount count) {
    if (!(input instanceof CustomerInput.LinkSaid(LinkNews news)) || !isIn(state, news, count)) {
      return Optional.empty();
    }
    return switch (news) {
      case LinkNews.Suspected suspected ->
          HostSilence.holds(state, suspected.host())
                  || standing(state, count.site(), SiteEnd.SHUTDOWN)
                  || isKnown(state, count.site())
              ? Optional.empty()
              : count.silence();
      case LinkNews.SaidGoodbye _ -> count.shutdown();
      case LinkNews.Heard _, LinkNews.Unknown _, LinkNews.Closed _, LinkNews.Witnessed _ ->
          Optional.empty();
    };
  }

  private static boolean isIn(CustomerState state, LinkNews news, SiteCount count) {
    return SiteDesk.siteOf(state, news.host()).filter(count.site()::equals).isPresent();
  }

  /** That it is unseen was said already, and it is not over: nothing of it would be new. */
  private static boolean isKnown(CustomerState state, SiteId site) {
    return state
        .incident(SiteIncident.key(site, SiteEnd.SILENT))
        .filter(one -> one.open() || SiteIncident.stands(one))
        .isPresent();
  }

  /** A site that powers down falls silent too: that is the same matter. */
  private static boolean standing(CustomerState state, SiteId site, SiteEnd said) {
    return state
        .incident(SiteIncident.key(site, said))
        .filter(one -> one.open() && SiteIncident.stands(one))
        .isPresent();
  }

  /** A new loss opens an incident; one within the reopen window of the last goes on with it. */
  private static void judge(StepLog log, SiteCount count, SiteLoss loss) {
    Optional<Incident> known = log.state().incident(SiteIncident.key(count.site(), loss.said()));
    if (known.isEmpty()) {
      open(log, count, loss);
    } else if (!known.get().open() && !SiteIncident.stands(known.get())) {
      log.happens(
          known.get().id(),
          Reason.CONDITION_RETURNED,
          new Change.Reopened(finding(log.state(), loss), ""));
    }
  }

  private static void open(StepLog log, SiteCount count, SiteLoss loss) {
    CustomerState state = log.state();
    List<ServiceId> services =
        loss.hosts().stream()
            .flatMap(host -> Coverage.services(state.config(), host).stream())
            .distinct()
            .sorted()
            .toList();
    log.happens(
        Opening.nextId(log),
        SiteDesk.reason(loss.said()),
        new Change.Opened(
            state.config().id(),
            SiteIncident.key(count.site(), loss.said()),
            Optional.of(count.site()),
            services,
            Coverage.contractOf(state.config(), Optional.empty()),
            count.began(loss.hosts()),
            finding(state, loss),
            state.config().version()));
  }

  private static Finding finding(CustomerState state, SiteLoss loss) {
    return new Finding(
        Severity.CRITICAL, Meaning.OUTAGE, Wake.NOW, loss, "", state.config().version());
  }
}
