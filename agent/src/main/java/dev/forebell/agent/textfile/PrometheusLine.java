package dev.forebell.agent.textfile;

import dev.forebell.common.model.Pure;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one {@code name{label="value",...} number} from left to right. */
@Pure
final class PrometheusLine {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

  private final String text;
  private final int line;
  private int at;

  PrometheusLine(String text, int line) {
    this.text = text;
    this.line = line;
  }

  PrometheusText.Line read() throws TextfileMistake {
    blanks();
    String name = name(true);
    blanks();
    SortedMap<String, String> labels = new TreeMap<>();
    if (here() == '{') {
      at++;
      labels(labels);
    }
    blanks();
    double value = value();
    blanks();
    if (at < text.length()) {
      throw mistake("something follows the value", "no timestamp: the agent says when it read it");
    }
    return new PrometheusText.Line(name, labels, value);
  }

  private void labels(SortedMap<String, String> labels) throws TextfileMistake {
    blanks();
    while (here() != '}') {
      String label = name(false);
      blanks();
      expect('=');
      blanks();
      expect('"');
      if (labels.put(label, quoted()) != null) {
        throw mistake("the label " + label + " stands here a second time", "each label once");
      }
      blanks();
      if (here() == ',') {
        at++;
        blanks();
      } else if (here() != '}') {
        throw mistake("the list of labels does not go on", "',' or '}'");
      }
    }
    at++;
  }

  /** In a metric's name a colon may stand as well. */
  private String name(boolean metric) throws TextfileMistake {
    int begin = at;
    while (isOfName(here(), at > begin, metric)) {
      at++;
    }
    if (at == begin) {
      throw mistake("no name stands here", "a letter or '_', then letters, digits and '_'");
    }
    return text.substring(begin, at);
  }

  private static boolean isOfName(int c, boolean later, boolean metric) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (metric && c == ':')
        || (later && c >= '0' && c <= '9');
  }

  private String quoted() throws TextfileMistake {
    StringBuilder value = new StringBuilder();
    while (here() != '"') {
      int c = here();
      if (c < 0) {
        throw mistake("the label's value does not end", "'\"'");
      }
      at++;
      value.append(c == '\\' ? escaped() : (char) c);
    }
    at++;
    return value.toString();
  }

  private char escaped() throws TextfileMistake {
    int c = here();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case '\\', '"' -> (char) c;
      default -> throw mistake("this escapes nothing", "\\\\, \\\" or \\n");
    };
  }

  private double value() throws TextfileMistake {
    int begin = at;
    while (here() >= 0 && here() != ' ' && here() != '\t') {
      at++;
    }
    String word = text.substring(begin, at);
    return switch (word) {
      case "NaN" -> Double.NaN;
      case "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!NUMBER.matcher(word).matches()) {
          at = begin;
          throw mistake("'" + word + "' is not a number", "a number such as 12.5, NaN or +Inf");
        }
        yield Double.parseDouble(word);
      }
    };
  }

  private void blanks() {
    while (here() == ' ' || here() == '\t') {
      at++;
    }
  }

  private void expect(char c) throws TextfileMistake {
    if (here() != c) {
      throw mistake("the label has no value", "NAME=\"value\"");
    }
    at++;
  }

  private int here() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private TextfileMistake mistake(String what, String expected) {
    return new TextfileMistake(line, at + 1, what, expected);
  }
}
