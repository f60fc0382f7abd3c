package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.CustomerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a configuration folder: {@code collector.yaml}, {@code rules/}, {@code customers/}, {@code
 * contracts/}, {@code calendars/}, {@code adapters/}, {@code webhooks/}, {@code people/}, {@code
 * runbooks/}. Every part may be absent. All or nothing: one mistake anywhere and the answer is the
 * list of all mistakes.
 */
public final class ConfigurationFiles {
  private final Path dir;
  private final Problems problems = new Problems();
  private final References references = new References();
  private final RuleFiles rules = new RuleFiles(references);
  private final CustomerFiles customers = new CustomerFiles(references, rules::find);
  private final ContractFiles contracts = new ContractFiles(references);
  private final AdapterFiles adapters;
  private final WebhookFiles webhooks;
  private final PeopleFiles people;

  private ConfigurationFiles(Path dir, Secrets secrets) {
    this.dir = dir;
    this.adapters = new AdapterFiles(secrets);
    this.webhooks = new WebhookFiles(secrets, adapters.adapters());
    this.people = new PeopleFiles(references, secrets);
  }

  /** Reads the folder with the environment of this process. Blocks on files. */
  public static Loaded load(Path dir) {
    return load(dir, Secrets.ofProcess(dir));
  }

  /** As {@link #load(Path)}, with another source for {@code env:} and {@code file:} references. */
  public static Loaded load(Path dir, Secrets secrets) {
    return new ConfigurationFiles(dir, secrets).load();
  }

  private Loaded load() {
    if (!Files.isDirectory(dir)) {
      problems.add(Position.startOf("."), "there is no folder " + dir, "a configuration folder");
      return new Loaded.Bad(problems.errors(), problems.warnings());
    }
    Configuration configuration = read();
    return problems.isEmpty()
        ? new Loaded.Ok(configuration, problems.warnings())
        : new Loaded.Bad(problems.errors(), problems.warnings());
  }

  private Configuration read() {
    CollectorConfig collector = collector();
    each("rules", rules::read);
    each("customers", customers::read);
    each("contracts", contracts::read);
    each("adapters", adapters::read);
    each("webhooks", webhooks::read);
    each("people", people::read);
    SortedMap<String, Position> days = new TreeMap<>();
    SortedMap<String, BusinessCalendar> calendars = CalendarFiles.load(dir, problems, days);
    SortedMap<String, String> runbooks = Runbooks.read(dir, problems);
    Configuration configuration =
        new Configuration(
            collector,
            rules.rules(),
            withPromises(calendars),
            contracts.contracts(),
            calendars,
            webhooks.webhooks(),
            runbooks,
            customers.overrides(),
            rules.origins(),
            people.book(customers.contacts()),
            new Places(
                people.rotaPlaces(), days, contracts.places(), customers.suppressionPlaces()));
    checkReferences(configuration);
    if (problems.isEmpty()) {
      HostProfiles.clashes(configuration).forEach(this::addClash);
      warnOfIdleWebhooks();
      OverrideCheck.idle(configuration)
          .forEach(idle -> problems.warn(idle.at(), idle.what(), idle.expected()));
    }
    return configuration;
  }

  private void addClash(HostProfiles.Clash clash) {
    problems.add(
        rules.positionOf(clash.other()).orElseGet(() -> Position.startOf("rules")),
        "both %s and %s give the verdict %s on host %s"
            .formatted(clash.one(), clash.other(), Spelling.of(clash.verdict()), clash.host()),
        "one rule for it: narrow applies_to of one of them");
  }

  private CollectorConfig collector() {
    return Files.exists(dir.resolve(CollectorFile.NAME))
        ? ConfigurationFile.readYaml(dir, CollectorFile.NAME, problems)
            .map(file -> CollectorFile.read(file, references))
            .orElse(CollectorConfig.DEFAULT)
        : CollectorConfig.DEFAULT;
  }

  private void each(String folder, Consumer<YamlMap> reader) {
    for (String name : ConfigurationFile.yamlFilesIn(dir, folder, problems)) {
      ConfigurationFile.readYaml(dir, name, problems).ifPresent(reader);
    }
  }

  private SortedMap<CustomerId, CustomerConfig> withPromises(
      SortedMap<String, BusinessCalendar> calendars) {
    SortedMap<CustomerId, CustomerConfig> all = new TreeMap<>();
    for (CustomerConfig customer : customers.customers()) {
      all.put(
          customer.id(), CustomerPromises.add(grouped(customer), contracts.contracts(), calendars));
    }
    return all;
  }

  private CustomerConfig grouped(CustomerConfig customer) {
    return customer.with(rules.groupings(), people.book(customers.contacts()).roster());
  }

  private void checkReferences(Configuration configuration) {
    List<String> ruleIds =
        configuration.rules().stream().map(Rule::id).map(Object::toString).toList();
    references.check(References.Kind.RULE, ruleIds);
    references.warn(References.Kind.EXEMPTION, ruleIds);
    references.check(References.Kind.CONTRACT, configuration.contracts().keySet());
    references.check(References.Kind.ELEMENT, ElementNames.of(configuration.customers().values()));
    references.check(References.Kind.CALENDAR, configuration.calendars().keySet());
    references.warn(References.Kind.RUNBOOK, configuration.runbooks().keySet());
    references.warn(
        References.Kind.CUSTOMER,
        configuration.customers().keySet().stream().map(CustomerId::value).toList());
    checkPeople(configuration.people());
    // Without any webhook file nothing was meant to be sent; with some, a wrong name loses tickets.
    if (configuration.webhooks().isEmpty()) {
      references.warn(References.Kind.WEBHOOK, List.of());
    } else {
      references.check(References.Kind.WEBHOOK, configuration.webhooks().keySet());
    }
  }

  private static void checkAddress(YamlValue at, PeopleBook book, String channel) {
    boolean oneLine = String.valueOf(at.plain()).chars().noneMatch(Character::isISOControl);
    if (oneLine && book.channels().get(channel) instanceof Channel.Mail) {
      ChannelReader.checkMailbox(at);
    }
  }

  // Nothing is wrong with it, and it never gets anything.
  private void warnOfIdleWebhooks() {
    webhooks.webhooks().keySet().stream()
        .filter(id -> !references.isUsed(References.Kind.WEBHOOK, id))
        .forEach(
            id ->
                problems.warn(
                    webhooks.positionOf(id),
                    "no customer names the webhook " + Quantity.quoted(id) + ", so it gets nothing",
                    "webhooks: [" + id + "] of a customer in customers/*.yaml"));
  }

  private void checkPeople(PeopleBook book) {
    Roster roster = book.roster();
    references.check(References.Kind.CHANNEL, people.channelNames());
    references.check(References.Kind.ADDRESS, people.channelNames());
    references.each(References.Kind.ADDRESS, (at, name) -> checkAddress(at, book, name));
    references.check(References.Kind.CONTACT, roster.contacts().keySet());
    references.check(References.Kind.LADDER, roster.ladders().keySet());
    references.check(
        References.Kind.PEOPLE,
        Stream.of(roster.contacts(), roster.groups(), roster.rotas())
            .flatMap(map -> map.keySet().stream())
            .toList());
  }
}
