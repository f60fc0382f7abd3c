package dev.forebell.collector.json;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.common.model.SeriesKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The evidence in words. */
public final class EvidenceSentence {
  private EvidenceSentence() {}

  /** What was seen and, for an emergency, why it is one. */
  public static String of(Incident incident, Language language) {
    Sentences sentences = Sentences.in(language);
    List<Criterion> criteria =
        incident.urgency().emergency() ? incident.urgency().verdict().met() : List.of();
    Stream<String> why = criteria.stream().map(one -> EmergencySentence.of(one, sentences));
    Stream<String> seen = Stream.of(seen(incident.finding().evidence(), sentences));
    Stream<String> due =
        incident.dueBy().filter(_ -> incident.promise().serviceFrom().isEmpty()).stream()
            .map(at -> sentences.say("due", Json.publicTime(at)));
    return sentences.joined(Stream.of(seen, why, due).flatMap(one -> one).toList());
  }

  private static String seen(Evidence evidence, Sentences sentences) {
    return switch (evidence) {
      case Evidence.Crossed crossed -> crossed(crossed, sentences);
      case Evidence.Fills fills -> FillsSentence.of(fills, sentences);
      case Evidence.Elsewhere _ -> sentences.say("elsewhere");
      case Evidence.SameCause same ->
          sentences.say("same_cause", same.rule().value(), sentences.list(same.incidents()));
      case Evidence.Missing missing -> missing(missing, sentences);
      case Evidence.Happened happened -> happened(happened, sentences);
      case Evidence.LinkFacts link -> LinkSentence.of(link, sentences);
      case Evidence.SiteLoss site -> LinkSentence.of(site, sentences);
      case Evidence.Children children ->
          sentences.say("children", sentences.list(children.incidents()));
    };
  }

  private static String crossed(Evidence.Crossed crossed, Sentences sentences) {
    String quantity = crossed.quantity();
    String first =
        sentences.say(
            "crossed",
            named(quantity, crossed.series()),
            crossed.points().isEmpty()
                ? "?"
                : sentences.number(quantity, crossed.points().getLast().value()),
            sentences.say(crossed.above() ? "above" : "below"),
            sentences.number(quantity, crossed.bound()));
    return crossed.guard().map(guard -> guarded(first, guard, sentences)).orElse(first);
  }

  private static String missing(Evidence.Missing missing, Sentences sentences) {
    return sentences.say(
        missing.lastSeen().isPresent() ? "missing" : "missing.never",
        missing.series().toString(),
        Json.publicTime(missing.since()),
        sentences.seconds(missing.allowed()),
        missing.lastSeen().map(Json::publicTime).orElse(""));
  }

  private static String happened(Evidence.Happened happened, Sentences sentences) {
    String first =
        sentences.say(
            "happened." + happened.what().name().toLowerCase(Locale.ROOT),
            happened.series().map(series -> named(series.metric(), series)).orElse(""),
            happened.before(),
            happened.after(),
            Json.publicTime(happened.times().getLast()));
    return happened.within().isZero()
        ? first
        : sentences.say(
            "happened.often", first, happened.count(), sentences.seconds(happened.within()));
  }

  private static String guarded(String first, Evidence.Guard guard, Sentences sentences) {
    String metric = guard.series().metric();
    return sentences.say(
        "crossed.guard",
        first,
        metric,
        sentences.number(metric, guard.value()),
        sentences.say(guard.above() ? "above" : "below"),
        sentences.number(metric, guard.bound()));
  }

  private static String named(String quantity, SeriesKey series) {
    return series.attributes().isEmpty() ? quantity : quantity + "{" + series.attributes() + "}";
  }
}
