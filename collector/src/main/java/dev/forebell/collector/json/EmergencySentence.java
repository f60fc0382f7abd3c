package dev.forebell.collector.json;

import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.HostPeople;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Why it is an emergency, with the numbers, in one sentence. */
final class EmergencySentence {
  private EmergencySentence() {}

  /** Such as '38 of 61 people (62 %) had their desktop on vdi-02 and vdi-03'. */
  static String of(Criterion criterion, Sentences sentences) {
    String hosts = sentences.list(criterion.hosts().stream().map(HostId::value).toList());
    return switch (criterion) {
      case Criterion.PeopleAffected people -> people(people, hosts, sentences);
      case Criterion.KeyServiceDown service ->
          sentences.say(
              "emergency.service",
              service.subject(),
              text(service.up()),
              text(service.members()),
              text(service.minUp()),
              hosts,
              sentences.counted("members", service.members()));
      case Criterion.HostGroupDown group ->
          sentences.say(
              "emergency.group",
              text(group.down()),
              text(group.members()),
              group.subject(),
              hosts,
              sentences.counted("hosts", group.members()));
      case Criterion.SiteUnseen site ->
          sentences.say(
              "emergency.site",
              text(site.silent()),
              text(site.connected()),
              site.subject(),
              sentences.say("emergency.site." + site.why().name().toLowerCase(Locale.ROOT)));
    };
  }

  /** Who is on it now counts for more than who will find no seat, where it suffices. */
  private static String people(Criterion.PeopleAffected people, String hosts, Sentences sentences) {
    boolean seats = people.onItNow() < people.share() * people.people();
    String key =
        seats ? "emergency.seats" : people.desktops() ? "emergency.desktops" : "emergency.people";
    String sentence =
        sentences.say(
            key,
            text(seats ? people.affected() : people.onItNow()),
            text(people.people()),
            text(percent(seats ? people.affected() : people.onItNow(), people.people())),
            hosts,
            sentences.counted("people", people.people()));
    return counted(people)
        .filter(_ -> !seats)
        .map(at -> sentences.say("emergency.counted", sentence, Json.publicTime(at)))
        .orElse(sentence);
  }

  /** The oldest count: the sentence is no fresher than that. */
  private static Optional<Instant> counted(Criterion.PeopleAffected people) {
    return people.counts().stream()
        .map(HostPeople::countedAt)
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private static int percent(int part, int whole) {
    return Math.round(100f * Math.min(part, whole) / whole);
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
