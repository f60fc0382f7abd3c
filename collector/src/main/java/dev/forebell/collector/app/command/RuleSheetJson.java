package dev.forebell.collector.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.config.CustomerOverride;
import dev.forebell.collector.config.RuleSheet;
import java.time.Instant;

/** A host's rules for programs. */
final class RuleSheetJson {
  private RuleSheetJson() {}

  static String of(RuleSheet sheet, Instant now, RuleTexts texts) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("host", sheet.host().id().value()).put("customer", sheet.customer().id().value());
    ArrayNode rules = node.putArray("rules");
    sheet.rules().forEach(entry -> rules.add(entry(sheet, entry, now, texts)));
    return node.toString();
  }

  private static ObjectNode entry(
      RuleSheet sheet, RuleSheet.Entry entry, Instant now, RuleTexts texts) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rule", entry.rule().id().value()).put("kind", RuleTexts.kind(entry.rule()));
    node.put("origin", entry.origin().map(Object::toString).orElse(null));
    node.put("applies", !entry.inForce().isEmpty());
    node.put(
        "why_not",
        entry.inForce().isEmpty() ? RulesExplainCommand.why(entry.missing(), texts) : null);
    ArrayNode inForce = node.putArray("in_force");
    entry
        .inForce()
        .forEach(
            rule -> {
              ObjectNode one = inForce.addObject().put("version", rule.version());
              ArrayNode says = one.putArray("says");
              texts.lines(rule, sheet.host().kind(), sheet.host().confirm()).forEach(says::add);
            });
    ArrayNode overrides = node.putArray("overrides");
    entry.overrides().forEach(one -> overrides.add(override(one, now)));
    return node;
  }

  private static ObjectNode override(CustomerOverride one, Instant now) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("at", one.at().toString())
        .put("subject", RuleTexts.where(one.change().subject()))
        .put("by", one.change().by())
        .put("reason", one.change().reason());
    node.put("until", one.change().until().map(Rfc3339::utc).orElse(null));
    return node.put("in_force", one.change().inForce(now));
  }
}
