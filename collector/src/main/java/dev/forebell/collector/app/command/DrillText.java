package dev.forebell.collector.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.app.drill.DrillStep;
import java.io.PrintWriter;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** A drill's steps as lines: for a person, or one JSON object each. */
final class DrillText {
  private static final int STEPS_WIDTH = 24;

  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.drill");
  private final PrintWriter out;
  private final boolean json;

  DrillText(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void step(DrillStep step) {
    out.println(json ? object(step) : line(step));
    out.flush();
  }

  /** Says how it went; whether every step was seen in time. */
  boolean verdict(List<DrillStep> steps, int expected) {
    long bad = steps.stream().filter(step -> !step.ok()).count() + expected - steps.size();
    if (!json) {
      out.println(bad == 0 ? text("passed", steps.size()) : text("failed", bad, expected));
      out.flush();
    }
    return bad == 0;
  }

  private String line(DrillStep step) {
    String name = String.format(Locale.ROOT, "%-" + STEPS_WIDTH + "s", text("step." + step.name()));
    String limit = seconds(step.limit());
    if (step.after().isEmpty()) {
      return text("unseen", name, limit);
    }
    String after = seconds(step.after().get());
    return text(step.ok() ? "seen" : "late", name, after, step.detail(), limit).stripTrailing();
  }

  private static String object(DrillStep step) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("step", step.name());
    node.put("seconds", step.after().map(DrillText::inSeconds).orElse(null));
    node.put("limit", inSeconds(step.limit()));
    node.put("ok", step.ok());
    node.put("detail", step.detail());
    return node.toString();
  }

  private static Double inSeconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%6.3f", time.toMillis() / 1000.0);
  }

  private String text(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
  }
}
