package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.CustomerConfig.Mode;
import dev.forebell.collector.ledger.LedgerSamples;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliveryPlanTest {
  private static final WebhookEndpoint DESK = endpoint("desk", Set.of(Kind.values()));

  @Test
  void anOpenedIncidentMakesOneMessagePerEndpointThatWantsCreates() {
    WebhookEndpoint closings = endpoint("closings", Set.of(Kind.CLOSE));
    List<OutboxMessage> messages =
        DeliveryPlan.messages(change("incident.opened", false), List.of(DESK, closings));
    assertEquals(List.of("INC-ACME-2026-1-7-desk"), ids(messages));
    assertEquals("incident.opened", messages.getFirst().event());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incident.severity_changed",
        "incident.promoted",
        "incident.acknowledged",
        "incident.restored",
        "incident.reopened",
        "sla.warning",
        "sla.breached",
        "incident.resolved",
        "incident.closed",
        "incident.linked"
      })
  void whatChangesAnAnnouncedIncidentGoesOut(String event) {
    assertEquals(1, DeliveryPlan.messages(change(event, true), List.of(DESK)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incident.suppressed",
        "incident.notified",
        "sla.started",
        "sla.met",
        "sla.not_needed",
        "sla.paused",
        "sla.resumed",
        "sla.voided"
      })
  void whatChangesNothingForTheDeskStaysInTheHouse(String event) {
    assertEquals(List.of(), DeliveryPlan.messages(change(event, true), List.of(DESK)));
  }

  @Test
  void anAbsorbedChildIsSilentUntilItWasAnnounced() {
    assertEquals(List.of(), plan("incident.opened", Meaning.OUTAGE, true, false, Mode.LIVE));
    assertEquals(List.of(), plan("incident.resolved", Meaning.OUTAGE, false, false, Mode.LIVE));
    assertEquals(1, plan("incident.restored", Meaning.OUTAGE, true, true, Mode.LIVE).size());
  }

  @Test
  void aChildThatIsReleasedAndWasNeverAnnouncedIsAnnouncedThen() {
    assertEquals(1, plan("incident.absorbed", Meaning.OUTAGE, false, false, Mode.LIVE).size());
    assertEquals(List.of(), plan("incident.absorbed", Meaning.OUTAGE, true, false, Mode.LIVE));
  }

  @Test
  void aChildThatHasATicketIsToldOfWhatExplainsItAndOfBeingAlone() {
    assertEquals(1, plan("incident.absorbed", Meaning.OUTAGE, true, true, Mode.LIVE).size());
    assertEquals(1, plan("incident.absorbed", Meaning.OUTAGE, false, true, Mode.LIVE).size());
    assertEquals(Kind.RELATE, DeliveryPlan.kind("incident.absorbed", false));
    assertEquals(Kind.CREATE, DeliveryPlan.kind("incident.absorbed", true));
  }

  @Test
  void whereTicketsKnowNothingOfEachOtherAParentIsACommentOrAnUpdate() {
    assertEquals(
        List.of(Optional.of(Kind.COMMENT), Optional.of(Kind.UPDATE), Optional.empty()),
        List.of(Set.of(Kind.COMMENT, Kind.UPDATE), Set.of(Kind.UPDATE), Set.of(Kind.CLOSE)).stream()
            .map(kinds -> endpoint("one", kinds).serves(Kind.RELATE))
            .toList());
  }

  @Test
  void notesAndShadowModeStayInTheHouse() {
    assertEquals(List.of(), plan("incident.opened", Meaning.NOTE, false, false, Mode.LIVE));
    assertEquals(List.of(), plan("incident.opened", Meaning.OUTAGE, false, false, Mode.SHADOW));
  }

  @Test
  void aLinkThatCameFromADeskIsNotToldToTheDesks() {
    NoticeCandidate echo =
        new NoticeCandidate(
            LedgerSamples.event(1, 7, "incident.linked"),
            "system:webhook:desk",
            Meaning.OUTAGE,
            false,
            true,
            Mode.LIVE,
            LedgerSamples.T0);
    assertEquals(List.of(), DeliveryPlan.messages(echo, List.of(DESK)));
  }

  @Test
  void whatCameFromADeskIsToldToTheOthersOnly() {
    NoticeCandidate theirs =
        new NoticeCandidate(
            LedgerSamples.event(1, 2, "incident.acknowledged"),
            "Li Wei via desk",
            Meaning.OUTAGE,
            false,
            true,
            Mode.LIVE,
            LedgerSamples.T0);
    WebhookEndpoint other = endpoint("other", Set.of(Kind.values()));
    assertEquals(
        List.of("other"),
        DeliveryPlan.messages(theirs, List.of(DESK, other)).stream()
            .map(OutboxMessage::endpoint)
            .toList());
  }

  @Test
  void theFirstMessageCreatesWhateverItsEvent() {
    assertEquals(Kind.CREATE, DeliveryPlan.kind("incident.severity_changed", true));
    assertEquals(Kind.UPDATE, DeliveryPlan.kind("incident.severity_changed", false));
    assertEquals(Kind.RESOLVE, DeliveryPlan.kind("incident.resolved", false));
    assertEquals(Kind.CLOSE, DeliveryPlan.kind("incident.closed", false));
    assertEquals(Kind.REOPEN, DeliveryPlan.kind("incident.reopened", false));
    assertEquals(Kind.COMMENT, DeliveryPlan.kind("incident.commented", false));
  }

  @Test
  void anEndpointsListOfEventsLimitsItsUpdates() {
    WebhookEndpoint picky =
        new WebhookEndpoint(
            "picky",
            DESK.url(),
            DESK.route(),
            DESK.secrets(),
            DESK.headers(),
            DESK.timeout(),
            DESK.calls(),
            List.of("incident.promoted"),
            DESK.search(),
            DESK.pace(),
            DESK.desk());
    assertEquals(
        List.of(1, 0, 1),
        List.of("incident.promoted", "incident.acknowledged", "incident.resolved").stream()
            .map(event -> DeliveryPlan.messages(change(event, true), List.of(picky)).size())
            .toList());
  }

  private static List<OutboxMessage> plan(
      String event, Meaning means, boolean absorbed, boolean announced, Mode mode) {
    return DeliveryPlan.messages(
        new NoticeCandidate(
            LedgerSamples.event(1, 7, event),
            "anna",
            means,
            absorbed,
            announced,
            mode,
            LedgerSamples.T0),
        List.of(DESK));
  }

  private static NoticeCandidate change(String event, boolean announced) {
    return new NoticeCandidate(
        LedgerSamples.event(1, 7, event),
        "anna",
        Meaning.OUTAGE,
        false,
        announced,
        Mode.LIVE,
        LedgerSamples.T0);
  }

  private static WebhookEndpoint endpoint(String id, Set<Kind> kinds) {
    return Endpoints.plain(id, URI.create("https://desk.example"), kinds);
  }

  private static List<String> ids(List<OutboxMessage> messages) {
    return messages.stream().map(OutboxMessage::webhookId).toList();
  }
}
