package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.Quantity;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the production calendar of xmlcalendar: {@code <calendar year>} with {@code <holiday id
 * title>} and {@code <day d="MM.dd" t h f>}, where t is 1 (off), 2 (an hour shorter) or 3 (a
 * weekend day that is worked). Document types and everything outside the file are refused.
 */
final class XmlCalendarDays {
  private static final int SHORTER_MINUTES = 60;

  private final String file;
  private final Problems problems;
  private final List<SpecialDays.Listed> days = new ArrayList<>();

  XmlCalendarDays(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<SpecialDays.Listed> read(String text) {
    Elements elements = new Elements();
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.newSAXParser().parse(new InputSource(new StringReader(text)), elements);
    } catch (SAXParseException broken) {
      Position at =
          new Position(
              file, Math.max(1, broken.getLineNumber()), Math.max(1, broken.getColumnNumber()));
      problems.add(at, "this is no XML without a document type", "the XML of xmlcalendar");
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser", e);
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from a text", impossible);
    }
    if (problems.isEmpty() && elements.year.isEmpty()) {
      problems.add(Position.startOf(file), "there is no <calendar year>", "the XML of xmlcalendar");
    }
    return days;
  }

  /** What the parser meets; titles stand before the days that name them. */
  private final class Elements extends DefaultHandler {
    private final Map<String, String> titles = new TreeMap<>();
    private Optional<Integer> year = Optional.empty();
    private Optional<Locator> locator = Optional.empty();

    @Override
    public void setDocumentLocator(Locator known) {
      locator = Optional.of(known);
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      switch (name) {
        case "calendar" -> year = year(value(attributes, "year"));
        case "holiday" -> titles.put(value(attributes, "id"), value(attributes, "title"));
        case "day" ->
            date(value(attributes, "d"))
                .flatMap(date -> day(date, attributes))
                .ifPresent(this::add);
        default -> {}
      }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    private void add(DayOverride day) {
      days.add(new SpecialDays.Listed(day, at()));
    }

    private Optional<Integer> year(String text) {
      if (!text.matches("\\d{4}")) {
        problems.add(at(), "year: " + Quantity.quoted(text) + " is not a year", "such as 2026");
        return Optional.empty();
      }
      return Optional.of(Integer.valueOf(text));
    }

    private Optional<LocalDate> date(String text) {
      try {
        MonthDay day = MonthDay.parse("--" + text.replace('.', '-'));
        return year.filter(known -> day.isValidYear(known)).map(day::atYear);
      } catch (DateTimeException _) {
        problems.add(at(), "d: " + Quantity.quoted(text) + " is not a day", "month.day: 01.31");
        return Optional.empty();
      }
    }

    private Optional<DayOverride> day(LocalDate date, Attributes attributes) {
      String type = value(attributes, "t");
      return switch (type) {
        case "1" -> Optional.of(new DayOverride.Holiday(date, holiday(attributes)));
        case "2" -> Optional.of(new DayOverride.ShortDay(date, "shorter day", SHORTER_MINUTES));
        case "3" -> Optional.of(new DayOverride.Workday(date, "working weekend day"));
        default -> {
          problems.add(at(), "t: " + Quantity.quoted(type) + " is no type of day", "1, 2 or 3");
          yield Optional.empty();
        }
      };
    }

    private String holiday(Attributes attributes) {
      String moved = value(attributes, "f");
      return moved.isEmpty()
          ? titles.getOrDefault(value(attributes, "h"), "day off")
          : "day off for " + moved;
    }

    private static String value(Attributes attributes, String name) {
      return Optional.ofNullable(attributes.getValue(name)).orElse("");
    }

    private Position at() {
      return locator
          .map(known -> new Position(file, known.getLineNumber(), known.getColumnNumber()))
          .orElseGet(() -> Position.startOf(file));
    }
  }
}
