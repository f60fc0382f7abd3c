package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.ServiceId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The configuration that ships: it never rots, because it is read here. */
class SampleConfigurationTest {

  private static Configuration sample() {
    return new ConfigurationFolder(ConfigurationFolder.SAMPLE).read();
  }

  @Test
  void sampleHasNoMistakesAndNoWarnings() {
    Loaded loaded = new ConfigurationFolder(ConfigurationFolder.SAMPLE).load();
    assertInstanceOf(Loaded.Ok.class, loaded, loaded.toString());
    assertEquals(List.of(), loaded.warnings());
  }

  @Test
  void drillFindsItsHostAndItsKeyService() {
    CustomerConfig demo = sample().customers().get(new CustomerId("demo"));
    Service office = demo.services().get(new ServiceId("office"));
    assertEquals(HostKind.SERVER, demo.hosts().get(new HostId("this-host")).kind());
    assertTrue(office.key());
    assertEquals(1, office.minUp());
    assertEquals(List.of(new HostId("this-host")), office.hosts());
    assertEquals(List.of("demo-desk"), demo.webhooks());
  }

  @Test
  void contractsOfEveryTierAreThere() {
    assertEquals(
        "[dealer-gold-7x24x4, dealer-next-business-day, dealer-onsite-24h, dealer-repair-hardware,"
            + " dealer-repair-system, dealer-response-15m, dealer-response-1h, dealer-response-24h,"
            + " dealer-response-2h, dealer-response-30m, drill, erp-basic, erp-preferred,"
            + " erp-premium, outsourcer-one-off, outsourcer-premium, outsourcer-standard, premium,"
            + " standard, vdi-free, vdi-paid, vdi-paid-extended]",
        sample().contracts().keySet().toString());
  }

  @Test
  void demoDeskIsOnLoopbackAndKnowsEveryKindOfCall() {
    WebhookEndpoint desk = sample().webhooks().get("demo-desk");
    assertEquals("127.0.0.1", desk.url().getHost());
    assertEquals(List.of("127.0.0.0/8"), desk.route().allow());
    assertEquals(
        Set.of(
            WebhookEndpoint.Kind.CREATE, WebhookEndpoint.Kind.UPDATE, WebhookEndpoint.Kind.CLOSE),
        desk.calls().keySet());
  }

  @Test
  void everyRuleAnswersWhatToDo() {
    Configuration sample = sample();
    List<String> without =
        sample.rules().stream()
            .filter(rule -> !sample.runbooks().containsKey(rule.runbook()))
            .map(rule -> rule.id().value())
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void everyRuleIsInForceSomewhereOnTheSample() {
    Configuration sample = sample();
    Set<String> used =
        HostProfiles.of(sample).values().stream()
            .flatMap(profile -> profile.rules().stream())
            .map(rule -> rule.id().value())
            .collect(java.util.stream.Collectors.toSet());
    List<String> idle =
        sample.rules().stream()
            .map(Rule::id)
            .map(Object::toString)
            .filter(id -> !used.contains(id))
            .toList();
    assertEquals(List.of(), idle);
  }
}
