package dev.forebell.collector.notify;

import dev.forebell.collector.notify.Letter.Fact;
import dev.forebell.collector.notify.Letter.Link;
import dev.forebell.collector.port.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes notices for one reader.
 *
 * @param reader whose language and clock count
 * @param board empty: messages link nowhere
 * @param noDetails true: neither customer, host nor cause are named
 */
record LetterWriter(Person reader, Optional<URI> board, boolean noDetails) {
  /** Messages that a digest lists; the others are counted. */
  private static final int LISTED = 10;

  /** One notice. */
  Letter write(Notice notice) {
    return noDetails ? hidden(List.of(notice)) : open(notice);
  }

  private NoticeTexts texts() {
    return NoticeTexts.in(reader.language());
  }

  private Letter open(Notice notice) {
    NoticeTexts texts = texts();
    List<String> paragraphs = new ArrayList<>(notice.evidence().lines().toList());
    return new Letter(
        texts.tag(),
        "[" + notice.incident() + "] " + what(notice),
        title(notice),
        paragraphs,
        facts(notice),
        notice.isAlarm() ? texts.say("ask.alarm") : "",
        link(notice.incident()),
        notice.isAlarm() ? spoken(notice) : title(notice),
        notice.emergency());
  }

  private String title(Notice notice) {
    NoticeTexts texts = texts();
    String grade =
        notice.emergency()
            ? texts.say("grade.emergency")
            : texts.word("severity", notice.severity());
    return notice.isAlarm()
        ? texts.say("title.alarm", grade, what(notice))
        : texts.say(
            "title.change",
            texts.word("event", notice.event().replace("incident.", "")),
            grade,
            what(notice));
  }

  private String what(Notice notice) {
    NoticeTexts texts = texts();
    return notice.host().isEmpty()
        ? texts.say("what.above", notice.rule(), notice.subject())
        : texts.say("what.host", notice.rule(), notice.host());
  }

  private List<Fact> facts(Notice notice) {
    NoticeTexts texts = texts();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(texts.say("fact.incident"), notice.incident()));
    facts.add(new Fact(texts.say("fact.customer"), notice.customer()));
    add(facts, "fact.site", notice.site());
    add(facts, "fact.subject", notice.host().isEmpty() ? "" : notice.subject());
    facts.add(new Fact(texts.say("fact.since"), texts.time(notice.beganAt(), reader.zone())));
    notice
        .restoredAt()
        .ifPresent(
            at -> facts.add(new Fact(texts.say("fact.restored"), texts.time(at, reader.zone()))));
    facts.add(new Fact(texts.say("fact.state"), texts.word("state", notice.state())));
    notice.author().ifPresent(author -> facts.add(new Fact(texts.say("fact.by"), author)));
    add(facts, "fact.words", notice.words());
    for (Notice.Due due : notice.deadlines()) {
      facts.add(new Fact(texts.word("clock", due.clock()), texts.time(due.at(), reader.zone())));
    }
    if (notice.isAlarm()) {
      facts.add(new Fact(texts.say("fact.step"), Integer.toString(notice.step())));
      add(facts, "fact.told", String.join(", ", notice.told()));
    }
    return facts;
  }

  private void add(List<Fact> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(texts().say(key), value));
    }
  }

  private Optional<Link> link(String incident) {
    return board.map(
        base ->
            new Link(
                texts().say("link.open"), base + (incident.isEmpty() ? "/" : "/#" + incident)));
  }

  private String spoken(Notice notice) {
    NoticeTexts texts = texts();
    String grade =
        notice.emergency()
            ? texts.say("grade.emergency")
            : texts.word("severity", notice.severity());
    return texts.say("spoken", grade, notice.customer(), what(notice));
  }

  /** Several notices as one message. */
  Letter digest(List<Notice> notices) {
    if (noDetails) {
      return hidden(notices);
    }
    NoticeTexts texts = texts();
    List<String> lines =
        new ArrayList<>(
            notices.stream().limit(LISTED).map(one -> one.incident() + " " + title(one)).toList());
    if (notices.size() > LISTED) {
      lines.add(texts.say("digest.more", Integer.toString(notices.size() - LISTED)));
    }
    String title = texts.say("digest.title", Integer.toString(notices.size()));
    return new Letter(
        texts.tag(),
        title,
        title,
        lines,
        List.of(),
        "",
        link(""),
        title,
        notices.stream().anyMatch(Notice::emergency));
  }

  private Letter hidden(List<Notice> notices) {
    NoticeTexts texts = texts();
    boolean urgent = notices.stream().anyMatch(Notice::emergency);
    boolean alarm = notices.stream().anyMatch(Notice::isAlarm);
    String title =
        texts.say(
            alarm ? (urgent ? "hidden.emergency" : "hidden.alarm") : "hidden.change",
            Integer.toString(notices.size()));
    return new Letter(
        texts.tag(),
        title,
        title,
        List.of(texts.say("hidden.text")),
        List.of(),
        alarm ? texts.say("ask.alarm") : "",
        link(""),
        alarm ? title + " " + texts.say("spoken.key") : title,
        urgent);
  }

  /** The collector about itself. */
  Letter watch(String titleKey, String detail) {
    NoticeTexts texts = texts();
    String title = texts.say(titleKey);
    return new Letter(
        texts.tag(), title, title, detail.lines().toList(), List.of(), "", link(""), title, false);
  }
}
