package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.common.model.HostId;
import java.time.Instant;

/** Tells anew how a link stands: after a start or a blackout the incident machine has to know. */
final class LinkStanding {
  private LinkStanding() {}

  static void tell(Draft draft) {
    Link link = draft.link();
    Watch.LinkWatch watch = link.watch();
    HostId host = draft.profile().host();
    Instant at = draft.at();
    switch (watch.state()) {
      case UNKNOWN -> {}
      case UP, SUSPECT ->
          draft.say(
              link.silenceCounts()
                  ? new LinkNews.Unknown(host, at, watch.lastHeard(), link.graceUntil().orElse(at))
                  : new LinkNews.Heard(host, at));
      case AGENT_LOST -> draft.say(new LinkNews.Closed(host, at));
      case DOWN -> down(draft);
      case AWAY -> away(draft);
    }
  }

  private static void down(Draft draft) {
    Watch.LinkWatch watch = draft.link().watch();
    HostId host = draft.profile().host();
    switch (watch.ended()) {
      case NOTHING, CLOSED ->
          draft.say(new LinkNews.Suspected(host, draft.at(), watch.lastHeard()));
      case BYE -> away(draft);
    }
  }

  private static void away(Draft draft) {
    Watch.LinkWatch watch = draft.link().watch();
    watch
        .bye()
        .ifPresent(
            reason ->
                draft.say(
                    new LinkNews.SaidGoodbye(
                        draft.profile().host(), draft.at(), reason, watch.endedAt())));
  }
}
