package dev.forebell.collector.config;

import dev.forebell.collector.engine.customer.Commitments;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Estate;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.engine.customer.Site;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.port.CustomerContact;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads {@code customers/*.yaml}, one customer a file. Host ids are unique over all customers: an
 * agent and a replay line name a host alone.
 */
final class CustomerFiles {
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,16}");
  private static final double PEOPLE_SHARE = 0.5;
  private static final int MOST_PEOPLE = 10_000_000;
  private final Ids customerIds = new Ids("customer");
  private final Ids codes = new Ids("customer code");
  private final Ids hostIds = new Ids("host");
  private final List<CustomerConfig> customers = new ArrayList<>();
  private final References references;
  private final Function<RuleId, Optional<Rule>> rules;
  private final SortedMap<CustomerId, List<CustomerOverride>> overrides = new TreeMap<>();
  private final SortedMap<CustomerId, List<CustomerContact>> contacts = new TreeMap<>();
  private final SortedMap<String, Position> suppressionPlaces = new TreeMap<>();

  /**
   * @param rules finds a rule, for overrides
   */
  CustomerFiles(References references, Function<RuleId, Optional<Rule>> rules) {
    this.references = references;
    this.rules = rules;
  }

  void read(YamlMap file) {
    file.expect(Shape.CUSTOMER_FILE.keys());
    CustomerConfig unnamed = unnamed(file, estate(file));
    Optional<CustomerConfig> customer =
        file.map("customer").flatMap(map -> customer(file, map, unnamed));
    customer.ifPresent(customers::add);
    readOverrides(file, customer.orElse(unnamed));
    readContacts(file, customer.orElse(unnamed));
  }

  private Estate estate(YamlMap file) {
    SortedMap<SiteId, Site> sites = sites(file);
    TopologyReader topology = new TopologyReader(references);
    SortedMap<HostId, Host> hosts =
        byId(
            file.each("hosts", new HostReader(hostIds, references, sites, topology)::read),
            Host::id);
    MemberReader members = new MemberReader(references, hosts);
    SortedMap<ServiceId, Service> services =
        byId(file.each("services", members::service), Service::id);
    return new Estate(
        sites.isEmpty() ? sitesOf(hosts) : sites,
        hosts,
        services,
        file.each("groups", members::group),
        topology.read(file, hosts));
  }

  /** Whose estate it is while the file has not said it. */
  private static CustomerConfig unnamed(YamlMap file, Estate estate) {
    return new CustomerConfig(
        new CustomerId("unnamed"),
        "UNNAMED",
        ZoneOffset.UTC,
        0,
        PEOPLE_SHARE,
        new TreeSet<>(),
        List.of(),
        CustomerConfig.Mode.LIVE,
        estate,
        Commitments.named("", Commitments.PREVENT_WITHIN),
        Suppressions.NONE,
        new TreeMap<>(),
        Language.EN,
        Roster.NONE,
        Fingerprint.of(file.canonical()));
  }

  private void readOverrides(YamlMap file, CustomerConfig customer) {
    OverrideReader reader = new OverrideReader(customer, references, rules);
    List<CustomerOverride> read = new ArrayList<>(file.each("overrides", reader::read));
    read.sort(CustomerOverride.BY_WEIGHT);
    if (!read.isEmpty()) {
      overrides.put(customer.id(), read);
    }
  }

  private void readContacts(YamlMap file, CustomerConfig customer) {
    List<CustomerContact> read =
        file.each("contacts", new CustomerContactReader(references, customer)::read);
    if (!read.isEmpty()) {
      contacts.put(customer.id(), read);
    }
  }

  /** People of the customers who are told of changes. */
  SortedMap<CustomerId, List<CustomerContact>> contacts() {
    return contacts;
  }

  /** What customers want different about rules, the less specific first. */
  SortedMap<CustomerId, List<CustomerOverride>> overrides() {
    return overrides;
  }

  /** What was read; contracts and calendars are still empty. */
  List<CustomerConfig> customers() {
    return customers;
  }

  private Optional<CustomerConfig> customer(YamlMap file, YamlMap map, CustomerConfig unnamed) {
    map.expect(Shape.CUSTOMER.keys());
    Optional<CustomerId> id = customerIds.define(map, CustomerId::new);
    Optional<String> code = code(map, id);
    ZoneId zone = map.get("zone").flatMap(YamlValue::zone).orElse(unnamed.zone());
    CustomerConfig customer =
        new CustomerConfig(
            id.orElse(unnamed.id()),
            code.orElse(unnamed.code()),
            zone,
            map.integer("people", 0, MOST_PEOPLE).orElse(0),
            map.get("people_share").flatMap(CustomerFiles::peopleShare).orElse(PEOPLE_SHARE),
            new TreeSet<>(map.each("not_emergency", Ids::read)),
            map.each("webhooks", this::webhook),
            map.choice("mode", List.of(CustomerConfig.Mode.values()), Spelling::of)
                .orElse(CustomerConfig.Mode.LIVE),
            unnamed.estate(),
            commitments(map),
            suppressions(file, id.orElse(unnamed.id()), unnamed, zone),
            unnamed.groupings(),
            map.choice("language", List.of(Language.values()), Language::id).orElse(Language.EN),
            unnamed.roster(),
            unnamed.version());
    checkExemptions(map, customer);
    return id.map(known -> customer);
  }

  private Suppressions suppressions(
      YamlMap file, CustomerId id, CustomerConfig unnamed, ZoneId zone) {
    SuppressionReader reader = new SuppressionReader(references, unnamed, zone);
    Suppressions read = reader.read(file);
    suppressionPlaces.putAll(reader.places(id));
    return read;
  }

  /** Where windows and silences stand, by {@link Places#suppression}. */
  SortedMap<String, Position> suppressionPlaces() {
    return suppressionPlaces;
  }

  private Commitments commitments(YamlMap map) {
    return Commitments.named(
        contract(map, references).orElse(""),
        map.get("prevent_within")
            .flatMap(YamlValue::workAmount)
            .map(Amounts::of)
            .orElse(Commitments.PREVENT_WITHIN));
  }

  /** A name that is no host and no service of the customer can only be a rule. */
  private void checkExemptions(YamlMap map, CustomerConfig customer) {
    map.each("not_emergency", Optional::of).stream()
        .filter(value -> value.isText() && value.text().filter(HostId::valid).isPresent())
        .forEach(value -> value.text().ifPresent(name -> checkExemption(value, name, customer)));
  }

  private void checkExemption(YamlValue value, String name, CustomerConfig customer) {
    if (!customer.hosts().containsKey(new HostId(name))
        && !customer.services().containsKey(new ServiceId(name))) {
      references.use(References.Kind.EXEMPTION, value, name);
    }
  }

  private Optional<String> code(YamlMap map, Optional<CustomerId> id) {
    if (!map.has("code")) {
      return id.map(CustomerFiles::usualCode)
          .filter(code -> map.get("id").filter(at -> codes.claim(at, code)).isPresent());
    }
    return map.get("code").flatMap(value -> code(value).filter(code -> codes.claim(value, code)));
  }

  private static Optional<String> code(YamlValue value) {
    String expected = "1 to 16 capital letters and digits, as in INC-ACME-2026-1";
    return value.parse(
        text ->
            CODE.matcher(text).matches()
                ? Parsed.good(text)
                : Parsed.bad(Quantity.quoted(text) + " is not a customer code", expected),
        expected);
  }

  private static String usualCode(CustomerId id) {
    String letters = id.value().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return letters.substring(0, Math.min(16, letters.length()));
  }

  private static Optional<Double> peopleShare(YamlValue value) {
    Optional<Double> share = value.share();
    if (share.filter(s -> s <= 0).isPresent()) {
      value.problem("a share of 0 makes every outage an emergency", "more than 0 %");
    }
    return share.filter(s -> s > 0);
  }

  private Optional<String> webhook(YamlValue value) {
    return Ids.read(value).map(id -> references.use(References.Kind.WEBHOOK, value, id));
  }

  /** The key {@code contract} of a customer, host or service. */
  static Optional<String> contract(YamlMap map, References references) {
    return map.get("contract")
        .flatMap(at -> Ids.read(at).map(id -> references.use(References.Kind.CONTRACT, at, id)));
  }

  private static SortedMap<SiteId, Site> sites(YamlMap file) {
    Ids ids = new Ids("site");
    return byId(file.each("sites", value -> site(value, ids)), Site::id);
  }

  private static SortedMap<SiteId, Site> sitesOf(SortedMap<HostId, Host> hosts) {
    return byId(
        hosts.values().stream().map(host -> new Site(host.site(), false)).toList(), Site::id);
  }

  private static Optional<Site> site(YamlValue value, Ids ids) {
    return value.map().flatMap(map -> site(map.expect(Shape.SITE.keys()), ids));
  }

  private static Optional<Site> site(YamlMap map, Ids ids) {
    boolean uplink = map.bool("depends_on_uplink").orElse(false);
    return ids.define(map, SiteId::new).map(id -> new Site(id, uplink));
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> byId(
      List<V> items, Function<V, K> id) {
    SortedMap<K, V> map = new TreeMap<>();
    items.forEach(item -> map.put(id.apply(item), item));
    return map;
  }
}
