package dev.forebell.collector.engine.incident;

import dev.forebell.common.model.HostId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * How the links of a site's hosts stand, with what is asked of them at each piece of news.
 *
 * @param of those of which anything is known
 * @param quiet how many of them are not heard, or not since the collector was deaf
 * @param connected how many are
 * @param worded those that witnesses speak of
 */
record SiteLinks(
    SortedMap<HostId, HostLink> of, int quiet, int connected, SortedSet<HostId> worded) {
  /** Nothing is known of any. */
  static final SiteLinks NONE = new SiteLinks(TreePMap.empty(), 0, 0, TreePSet.empty());

  SiteLinks with(HostId host, HostLink link) {
    Optional<HostLink> before = Optional.ofNullable(of.get(host));
    TreePSet<HostId> words = TreePSet.fromSortedSet(worded);
    return new SiteLinks(
        TreePMap.fromSortedMap(of).plus(host, link),
        quiet + one(link.quiet()) - one(before.filter(HostLink::quiet).isPresent()),
        connected + one(link.connected()) - one(before.filter(HostLink::connected).isPresent()),
        link.words().isEmpty() ? words.minus(host) : words.plus(host));
  }

  private static int one(boolean counts) {
    return counts ? 1 : 0;
  }

  /**
   * Whether so many are quiet that they can be most of the site, if all that are went together and
   * nobody is left out of the count.
   */
  boolean canBeLost() {
    return SiteCount.isMost(quiet, quiet + connected);
  }
}
