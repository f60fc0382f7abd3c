package dev.forebell.collector.json;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was seen of links, in words. */
final class LinkSentence {
  private LinkSentence() {}

  static String of(Evidence.LinkFacts link, Sentences sentences) {
    List<String> parts = new ArrayList<>();
    parts.add(seen(link, sentences));
    if (link.by() == ConfirmedBy.SURVIVED_GAP || link.by() == ConfirmedBy.WITNESS) {
      link.survived()
          .ifPresent(gap -> parts.add(sentences.say("link.survived", sentences.seconds(gap))));
    }
    link.witnesses()
        .forEach(
            word ->
                parts.add(
                    sentences.say(
                        "witness." + word.answer().name().toLowerCase(Locale.ROOT),
                        word.name(),
                        Json.publicTime(word.at()))));
    link.lastSample().ifPresent(at -> parts.add(sentences.say("link.sample", Json.publicTime(at))));
    return sentences.joined(parts);
  }

  private static String seen(Evidence.LinkFacts link, Sentences sentences) {
    String key =
        switch (link.ended()) {
          case NOTHING -> "link.nothing";
          case CLOSED -> "link.closed";
          case BYE -> "link.bye";
        };
    return sentences.say(
        key,
        sentences.seconds(link.silence()),
        Json.publicTime(link.lastHeard()),
        sentences.seconds(link.confirm()),
        link.detail(),
        sentences.say("confirmed." + link.by().name().toLowerCase(Locale.ROOT)));
  }

  static String of(Evidence.SiteLoss site, Sentences sentences) {
    String key =
        switch (site.said()) {
          case SILENT -> "site.silent";
          case SHUTDOWN -> "site.shutdown";
        };
    return sentences.say(
        key,
        String.valueOf(site.hosts().size()),
        String.valueOf(site.connected()),
        sentences.seconds(site.within()),
        sentences.list(site.hosts().stream().map(host -> host.value()).toList()));
  }
}
