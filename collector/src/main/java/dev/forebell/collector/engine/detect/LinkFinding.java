package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import java.time.Duration;

/** What was seen of a link when it became a verdict. */
final class LinkFinding {
  private LinkFinding() {}

  static Finding of(Draft draft, Rule.Link rule, LinkDue due) {
    Link link = draft.link();
    Watch.LinkWatch watch = link.watch();
    Evidence evidence =
        new Evidence.LinkFacts(
            watch.lastHeard(),
            watch.ended(),
            Duration.between(watch.lastHeard(), draft.at()),
            due.confirm(),
            watch.detail(),
            due.by(),
            link.survival().longest(watch.lastHeard()),
            link.testimony().words(),
            draft.judgedUpTo(),
            link.about().clockOffset());
    return new Finding(
        rule.severity(), rule.means(), rule.wake(), evidence, rule.runbook(), rule.version());
  }
}
