package dev.forebell.collector.app.command;

import dev.forebell.collector.config.RuleTest;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.detect.ForecastLevel;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.ValuePattern;
import dev.forebell.collector.engine.detect.Where;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Rules in words, a line for each thing they say. */
final class RuleTexts {
  private static final double KIB = 1024;
  private static final List<String> SIZES = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.rules");

  String sentence(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ENGLISH).format(values);
  }

  /** The name of a kind, as in the files. */
  static String kind(Rule rule) {
    return rule.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What a rule says for a host of a kind. */
  List<String> lines(Rule rule, HostKind kind, Optional<Duration> confirm) {
    return switch (rule) {
      case Rule.Threshold it -> threshold(it);
      case Rule.Forecast it -> forecast(it);
      case Rule.Absent it ->
          List.of(
              sentence("selects", selector(it.selector()), expected(it.expected())),
              sentence(
                  "absent",
                  time(it.holdFor()),
                  time(it.clearFor()),
                  weight(it.severity(), it.means(), it.wake())));
      case Rule.Change it -> change(it);
      case Rule.Link it -> {
        String after =
            confirm
                .filter(own -> it.verdict() == Rule.Verdict.HOST_DOWN)
                .map(own -> sentence("own_confirm", time(own)))
                .orElseGet(
                    () ->
                        Optional.ofNullable(it.after().get(kind)).map(RuleTexts::time).orElse("-"));
        yield List.of(
            sentence(
                "link",
                it.verdict().name().toLowerCase(Locale.ROOT),
                after,
                time(it.clearFor()),
                weight(it.severity(), it.means(), it.wake())));
      }
    };
  }

  /** What happened to a condition in a test. */
  String told(ConditionEvent event) {
    String what = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return sentence(
        "told",
        time(Duration.between(RuleTest.START, event.at())),
        what,
        event.key().rule(),
        event.key().subject().isEmpty() ? "" : " " + event.key().subject(),
        switch (event) {
          case ConditionEvent.Began began -> weight(began.finding());
          case ConditionEvent.Changed changed -> weight(changed.finding());
          default -> "";
        },
        event.reason().id());
  }

  private static String weight(Finding finding) {
    return " " + finding.severity().id() + " " + finding.means().id();
  }

  /** Each set of attributes that must be there; nothing where any series will do. */
  private static String expected(List<Attributes> sets) {
    return sets.stream()
        .filter(set -> !set.isEmpty())
        .map(set -> " {" + set + "}")
        .collect(Collectors.joining(","));
  }

  private List<String> threshold(Rule.Threshold rule) {
    List<String> lines = new ArrayList<>();
    String rate = rule.rate() ? "rate of " : "";
    String quantity = rule.absolute() ? "distance from zero of " : rate;
    String window =
        rule.window()
            .map(
                one ->
                    one.aggregate().name().toLowerCase(Locale.ROOT)
                        + " over "
                        + time(one.length())
                        + " of ")
            .orElse("");
    String by = rule.dividedBy().map(one -> " / " + selector(one)).orElse("");
    lines.add(window + quantity + selector(rule.selector()) + by);
    rule.notInFirst().ifPresent(first -> lines.add(sentence("not_in_first", time(first))));
    String unit = rule.dividedBy().isPresent() || rule.rate() ? "" : unit(rule.selector().metric());
    for (Rule.Level level : rule.levels()) {
      lines.add(
          sentence(
              "level",
              side(level.above()) + " " + number(unit, level.bound()),
              number(unit, level.clear()),
              time(level.holdFor()),
              level.count(),
              time(rule.clearFor()),
              level.guard().map(this::guard).orElse(""),
              weight(level.severity(), level.means(), level.wake())));
    }
    return lines;
  }

  private List<String> forecast(Rule.Forecast rule) {
    List<String> lines = new ArrayList<>();
    String limit = number(unit(rule.selector().metric()), rule.limit());
    lines.add(
        sentence(
            "forecast",
            selector(rule.selector()),
            side(rule.rising()) + " " + limit,
            time(rule.history()),
            time(rule.clearFor())));
    for (ForecastLevel level : rule.levels()) {
      lines.add(
          sentence(
              "foretells",
              within(level.within()),
              level.guard().map(this::guard).orElse(""),
              weight(level.severity(), level.means(), level.wake())));
    }
    return lines;
  }

  private static String within(ForecastLevel.Within within) {
    return switch (within) {
      case ForecastLevel.Within.Elapsed elapsed -> time(elapsed.time());
      case ForecastLevel.Within.AfterOpening opening ->
          "next_opening + " + time(opening.openTime());
    };
  }

  private String guard(Rule.Guard guard) {
    Rule.Selector selector = guard.quantity().selector();
    boolean rate = guard.quantity().rate();
    return sentence(
        "and",
        (rate ? "rate of " : "") + selector(selector),
        side(guard.above()) + " " + number(rate ? "" : unit(selector.metric()), guard.bound()));
  }

  private List<String> change(Rule.Change rule) {
    List<String> lines = new ArrayList<>();
    lines.add(
        sentence(
            "change",
            rule.of().name().toLowerCase(Locale.ROOT),
            rule.of() == Rule.Of.IDENTITY ? "" : " of " + selector(rule.selector()),
            time(rule.hold())));
    for (Rule.Occurs level : rule.levels()) {
      lines.add(
          sentence(
              "occurs",
              level.count(),
              time(level.within()),
              weight(level.severity(), level.means(), level.wake())));
    }
    return lines;
  }

  private static String weight(Severity severity, Meaning means, Wake wake) {
    return severity.id() + ", " + means.id() + ", wake " + wake.id();
  }

  private static String side(boolean above) {
    return above ? "above" : "below";
  }

  /** A metric and what its attributes must be. */
  static String selector(Rule.Selector selector) {
    StringBuilder text = new StringBuilder(selector.metric()).append(where(selector.where()));
    selector.only().forEach(one -> text.append(" only ").append(where(one)));
    selector.except().forEach(one -> text.append(" not ").append(where(one)));
    return text.toString();
  }

  static String where(Where where) {
    List<String> parts = new ArrayList<>();
    where.pinned().values().forEach((name, value) -> parts.add(name + "=" + value));
    where.patterns().forEach((name, pattern) -> parts.add(name + "=" + pattern(pattern)));
    return parts.isEmpty() ? "" : "{" + String.join(", ", parts) + "}";
  }

  private static String pattern(ValuePattern pattern) {
    List<String> parts = new ArrayList<>(pattern.accepted());
    pattern.refused().forEach(refused -> parts.add("!" + refused));
    return String.join("|", parts);
  }

  private static String unit(String metric) {
    return Metrics.find(metric).map(MetricDescriptor::unit).orElse("");
  }

  private static String number(String unit, double value) {
    return switch (unit) {
      case "1" -> plain(value * 100) + " %";
      case "By" -> size(value);
      case "s" -> time(Duration.ofNanos(Math.round(value * 1e9)));
      default -> plain(value);
    };
  }

  private static String size(double bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= KIB && unit < SIZES.size() - 1) {
      value /= KIB;
      unit++;
    }
    return plain(value) + " " + SIZES.get(unit);
  }

  private static String plain(double value) {
    return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  /** {@code 1d2h}, {@code 90s}: as the files write it. */
  static String time(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }
}
