package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.Evidence.SiteEnd;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By how much a site's incident holds, kept up with each link that changes: twice the hosts that
 * are gone, less those that it is about. It holds while that is more than nothing, where no window
 * or silence leaves anybody out.
 *
 * @param site whose incident it is
 * @param said how the hosts went
 * @param counted those that the verdict counted, in order
 * @param from since when others that go follow them
 * @param margin the difference
 */
record SiteMargin(SiteId site, SiteEnd said, List<HostId> counted, Instant from, int margin) {
  /** As the links stand. */
  static SiteMargin of(Incident incident, SiteLinks links) {
    return new SiteMargin(
            incident.site().orElseThrow(),
            SiteIncident.loss(incident).said(),
            SiteIncident.loss(incident).hosts(),
            SiteIncident.followFrom(incident),
            0)
        .counted(links);
  }

  /** The same anew, after hosts may have moved. */
  SiteMargin counted(SiteLinks links) {
    int sum = -counted.size();
    for (Map.Entry<HostId, HostLink> one : links.of().entrySet()) {
      sum += weight(one.getKey(), one.getValue());
    }
    return new SiteMargin(site, said, counted, from, sum);
  }

  /** Whether it is still that of the incident, which may have been opened again. */
  boolean isOf(Incident incident) {
    return counted.equals(SiteIncident.loss(incident).hosts())
        && from.equals(SiteIncident.followFrom(incident));
  }

  /** After a link of the site changed. */
  SiteMargin moved(HostId host, Optional<HostLink> before, HostLink link) {
    int was = before.map(one -> weight(host, one)).orElse(0);
    return new SiteMargin(site, said, counted, from, margin - was + weight(host, link));
  }

  /** Who was counted is one of those that it is about anyway; who follows only while gone. */
  private int weight(HostId host, HostLink link) {
    if (!SiteIncident.isGone(said, link)) {
      return 0;
    }
    if (Collections.binarySearch(counted, host) >= 0) {
      return 2;
    }
    return link.since().isBefore(from) ? 0 : 1;
  }
}
