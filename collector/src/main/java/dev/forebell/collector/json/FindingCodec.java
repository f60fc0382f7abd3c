package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;

/** Findings and condition keys as stored. */
final class FindingCodec {
  private FindingCodec() {}

  static ObjectNode write(Finding finding) {
    ObjectNode node =
        Json.object()
            .put("severity", finding.severity().id())
            .put("means", finding.means().id())
            .put("wake", finding.wake().id());
    node.set("evidence", EvidenceCodec.write(finding.evidence()));
    return node.put("runbook", finding.runbook()).put("rule_version", finding.ruleVersion());
  }

  static Finding read(Fields fields) {
    return new Finding(
        fields.word("severity", Severity::parse),
        fields.word("means", Meaning::parse),
        fields.word("wake", Wake::parse),
        EvidenceCodec.read(fields.object("evidence")),
        fields.text("runbook"),
        fields.text("rule_version"));
  }

  static ObjectNode write(ConditionKey key) {
    return Json.object()
        .put("host", key.host().value())
        .put("rule", key.rule().value())
        .put("subject", key.subject());
  }

  static ConditionKey readKey(Fields fields) {
    return new ConditionKey(
        new HostId(fields.text("host")), new RuleId(fields.text("rule")), fields.text("subject"));
  }
}
