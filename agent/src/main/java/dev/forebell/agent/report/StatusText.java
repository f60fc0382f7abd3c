package dev.forebell.agent.report;

import dev.forebell.agent.sampler.BudgetStanding;
import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a running agent is, on one screen. */
@Pure
public final class StatusText {
  private StatusText() {}

  public static List<String> lines(AgentReport report) {
    List<List<String>> rows = new ArrayList<>();
    LinkReport link = report.link();
    rows.add(
        List.of(
            "agent",
            report.facts().agentVersion()
                + " on "
                + report.facts().hostName()
                + ", process "
                + report.processId()
                + ", running for "
                + since(report.startedAt(), report.at())));
    rows.add(List.of("collector", link.collector()));
    rows.add(
        List.of(
            "connection",
            link.connectedSince()
                .map(
                    since ->
                        "connected for "
                            + since(since, report.at())
                            + (link.connects() > 1 ? ", session " + link.connects() : ""))
                .orElse("NOT CONNECTED")));
    rows.add(List.of("last error", link.lastError().orElse("none")));
    rows.add(List.of("queued", queued(link)));
    rows.add(List.of("spool", spool(link, report.at())));
    rows.add(
        List.of(
            "oldest unacked",
            link.oldest().map(oldest -> since(oldest, report.at()) + " old").orElse("-")));
    report.last().ifPresent(last -> rows.addAll(ofSample(last, report.at())));
    List<String> lines = new ArrayList<>(Aligned.lines(rows));
    report
        .last()
        .ifPresent(
            last -> {
              lines.add("");
              lines.addAll(ProbeTable.lines(last.probes()));
            });
    return lines;
  }

  private static String queued(LinkReport link) {
    StringBuilder text = new StringBuilder();
    text.append(link.queued()).append(" batches");
    link.queuedBytes()
        .ifPresent(bytes -> text.append(", ").append(HumanValue.size((double) bytes)));
    return text.append(", ").append(link.dropped()).append(" dropped").toString();
  }

  private static String spool(LinkReport link, Instant now) {
    return link.spoolTrouble()
        .map(trouble -> "IN MEMORY ONLY for " + since(trouble.since(), now) + ": " + trouble.what())
        .orElse("on disk");
  }

  private static List<List<String>> ofSample(Snapshot last, Instant now) {
    return List.of(
        List.of(
            "last sample",
            since(last.sampledAt(), now) + " ago, " + last.samples().size() + " series"),
        List.of("budget", budget(last.budget())));
  }

  private static String budget(BudgetStanding budget) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%.0f %% of %.1f CPU-s an hour",
            Math.max(0, budget.cpuUtilization()) * 100,
            budget.budget().cpuPerHour().toNanos() / 1e9));
    budget
        .memoryUtilization()
        .ifPresent(
            share ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        ", %.0f %% of %s memory",
                        share * 100,
                        HumanValue.size((double) budget.budget().memoryBytes()))));
    int stretch = budget.stretch().getOrDefault("high", 1);
    return text.append(stretch == 1 ? "" : "; SAVING: dear probes " + stretch + " times less often")
        .toString();
  }

  private static String since(Instant from, Instant now) {
    return HumanValue.seconds(Math.max(0, Duration.between(from, now).toMillis() / 1000.0));
  }
}
