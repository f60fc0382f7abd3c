package dev.forebell.collector.notify;

import java.util.List;
import java.util.Optional;

/**
 * A message as it is read, before a channel gives it its form.
 *
 * @param language of its texts, as HTML names it
 * @param subject one line that stays the same for all of an incident
 * @param title what it is about, in one line
 * @param paragraphs one after the other
 * @param facts names and values
 * @param ask what the reader is asked to do; empty: nothing
 * @param link where to look; empty: nowhere
 * @param spoken how a voice says it
 * @param urgent whether it is about an emergency
 */
record Letter(
    String language,
    String subject,
    String title,
    List<String> paragraphs,
    List<Fact> facts,
    String ask,
    Optional<Link> link,
    String spoken,
    boolean urgent) {
  Letter {
    paragraphs = List.copyOf(paragraphs);
    facts = List.copyOf(facts);
  }

  /** One line of a letter's table. */
  record Fact(String name, String value) {}

  /** A place in the board. */
  record Link(String text, String url) {}
}
