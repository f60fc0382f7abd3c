package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.port.AgentBook.Stranger;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.collector.port.TrustStore.TrustNote;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes tokens, agents, strangers and the audit of them; never a secret. */
final class AgentText {
  private AgentText() {}

  /** What there is to show of agents. */
  record Fleet(List<EnrolledAgent> agents, List<Stranger> strangers, List<TrustNote> notes) {}

  static void token(JsonGenerator out, EnrolmentToken token, Instant now) throws IOException {
    out.writeStringField("id", token.id());
    out.writeStringField("customer", token.customer().value());
    out.writeStringField("site", token.site().value());
    out.writeStringField("kind", token.kind().id());
    text(out, "host", token.host().map(HostId::value));
    out.writeNumberField("uses", token.uses());
    out.writeNumberField("used", token.used());
    out.writeBooleanField("clones", token.clones());
    text(out, "pool", token.pool());
    out.writeStringField("created_at", JsonText.time(token.createdAt()));
    out.writeStringField("expires_at", JsonText.time(token.expiresAt()));
    out.writeStringField("by", token.by());
    out.writeStringField("state", token.closed(now).orElse("open"));
  }

  static void fleet(JsonGenerator out, Fleet fleet) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("agents");
    for (EnrolledAgent agent : fleet.agents()) {
      agent(out, agent);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("strangers");
    for (Stranger stranger : fleet.strangers()) {
      stranger(out, stranger);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("audit");
    for (TrustNote note : fleet.notes()) {
      note(out, note);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void agent(JsonGenerator out, EnrolledAgent agent) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", agent.id());
    out.writeStringField("host", agent.host().value());
    out.writeStringField("customer", agent.customer().value());
    out.writeStringField("site", agent.site().value());
    out.writeStringField("kind", agent.kind().id());
    out.writeStringField("state", agent.state().id());
    out.writeStringField("host_name", agent.hostName());
    text(out, "clone_of", agent.cloneOf());
    text(out, "seat", agent.seat());
    out.writeStringField("token", agent.token());
    out.writeStringField("enrolled_at", JsonText.time(agent.enrolledAt()));
    out.writeStringField("seen_at", JsonText.time(agent.seenAt()));
    out.writeEndObject();
  }

  private static void stranger(JsonGenerator out, Stranger stranger) throws IOException {
    out.writeStartObject();
    out.writeStringField("of", stranger.of());
    out.writeStringField("host", stranger.host().value());
    out.writeStringField("host_name", stranger.hostName());
    out.writeBooleanField("may_enrol", stranger.allowed());
    out.writeStringField("first_at", JsonText.time(stranger.firstAt()));
    out.writeStringField("last_at", JsonText.time(stranger.lastAt()));
    out.writeNumberField("times", stranger.times());
    out.writeEndObject();
  }

  private static void note(JsonGenerator out, TrustNote note) throws IOException {
    out.writeStartObject();
    out.writeStringField("at", JsonText.time(note.at()));
    out.writeStringField("by", note.by());
    out.writeStringField("action", note.action());
    out.writeStringField("subject", note.subject());
    out.writeStringField("detail", note.detail());
    out.writeEndObject();
  }

  static void text(JsonGenerator out, String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      out.writeStringField(name, value.get());
    } else {
      out.writeNullField(name);
    }
  }
}
