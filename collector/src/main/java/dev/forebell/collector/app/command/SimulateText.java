package dev.forebell.collector.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.app.simulate.Simulation;
import dev.forebell.collector.app.simulate.SimulationResult;
import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A simulation for whoever waits for it: progress on standard error, the sums on standard output.
 */
final class SimulateText {
  private static final double MIB = 1 << 20;

  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.simulate");
  private final PrintWriter out;
  private final PrintWriter err;

  SimulateText(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  void board(String address) {
    say(text("board", address));
  }

  void problems(Problems problems) {
    problems.errors().forEach(problem -> say(problem.toString()));
  }

  void failed(IOException failure) {
    say(text("failed", String.valueOf(failure.getMessage())));
  }

  void progress(Simulation.Progress so) {
    String phase = so.streaming() < so.agents() ? "connecting" : "warming_up";
    say(
        text(
            so.running().isPresent() ? "running" : phase,
            so.running().map(SimulateText::seconds).orElse("-"),
            so.streaming(),
            so.agents(),
            so.samples(),
            so.incidents()));
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }

  void result(SimulationResult result, boolean json) {
    if (json) {
      out.println(object(result));
    } else {
      lines(result).forEach(out::println);
    }
    out.flush();
  }

  private List<String> lines(SimulationResult it) {
    List<String> lines = new ArrayList<>();
    double secs = Math.max(0.001, it.measured().toMillis() / 1e3);
    lines.add(text("connected", seconds(it.connected())));
    lines.add(
        text("sent", it.samples(), number(it.samples() / secs), number(it.bytes() / secs / 1024)));
    lines.add(
        text(
            "cost",
            seconds(it.cpu()),
            number(100 * it.cpu().toMillis() / 1e3 / secs),
            number(it.cpuPerMillion().toMillis() / 1e3),
            it.memory().map(bytes -> number(bytes / MIB)).orElse("-")));
    lines.add(text("acks", quantiles(it.acks())));
    lines.add(text("losses", it.losses()));
    lines.add(text("pause", seconds(it.pause())));
    it.effects().forEach(effect -> lines.add(effect(effect)));
    it.opened().forEach((rule, count) -> lines.add(text("opened", count, rule)));
    if (it.isOverloaded()) {
      lines.add(text("overloaded", seconds(it.pause())));
    }
    lines.add(text(it.asExpected() ? "as_expected" : "not_as_expected", it.unexpected()));
    return lines;
  }

  private String effect(SimulationResult.Effect it) {
    String expected = it.expect().map(rule -> text("expected", rule)).orElse("");
    String back = it.back().map(time -> text("back", seconds(time))).orElse("");
    return text(
        "effect",
        it.what(),
        it.hosts(),
        it.reported(),
        expected,
        quantiles(it.incident()),
        quantiles(it.webhook()),
        back);
  }

  private String quantiles(SimulationResult.Quantiles it) {
    return it.all().isZero()
        ? "-"
        : text("quantiles", seconds(it.half()), seconds(it.most()), seconds(it.all()));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }

  private static ObjectNode object(SimulationResult it) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("connected_seconds", it.connected().toMillis() / 1e3);
    node.put("measured_seconds", it.measured().toMillis() / 1e3);
    node.put("samples", it.samples());
    node.put("bytes", it.bytes());
    node.put("losses", it.losses());
    node.put("collector_cpu_seconds", it.cpu().toMillis() / 1e3);
    node.put("collector_cpu_seconds_per_million", it.cpuPerMillion().toMillis() / 1e3);
    it.memory().ifPresent(bytes -> node.put("collector_memory_bytes", bytes));
    node.set("ack", object(it.acks()));
    node.put("fleet_pause_seconds", it.pause().toMillis() / 1e3);
    ArrayNode effects = node.putArray("effects");
    it.effects()
        .forEach(
            effect -> {
              ObjectNode one = effects.addObject();
              one.put("what", effect.what());
              one.put("hosts", effect.hosts());
              effect.expect().ifPresent(rule -> one.put("expect", rule));
              one.put("reported", effect.reported());
              one.set("incident", object(effect.incident()));
              one.set("webhook", object(effect.webhook()));
              effect.back().ifPresent(time -> one.put("back_seconds", time.toMillis() / 1e3));
            });
    ObjectNode opened = node.putObject("opened");
    it.opened().forEach(opened::put);
    node.put("unexpected", it.unexpected());
    node.put("as_expected", it.asExpected());
    return node;
  }

  private static ObjectNode object(SimulationResult.Quantiles it) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("p50_seconds", it.half().toMillis() / 1e3);
    node.put("p99_seconds", it.most().toMillis() / 1e3);
    node.put("max_seconds", it.all().toMillis() / 1e3);
    return node;
  }

  private String text(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
  }
}
