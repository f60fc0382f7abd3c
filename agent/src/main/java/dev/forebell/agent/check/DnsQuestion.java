package dev.forebell.agent.check;

import java.net.IDN;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one question a check asks a name server, and whether the answer is one (RFC 1035). The JDK
 * asks only the servers that the system is set to.
 */
final class DnsQuestion {
  private static final int HEADER = 12;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 253;
  private static final String[] ERRORS = {
    "",
    "the question was not understood",
    "the server failed",
    "there is no such name",
    "the server does not know this kind of question",
    "the server refused"
  };

  private DnsQuestion() {}

  /** Whether such a name can be asked for. */
  static boolean isName(String name) {
    try {
      String ascii = IDN.toASCII(name);
      return ascii.length() <= LONGEST_NAME
          && Arrays.stream(ascii.split("\\.", -1))
              .allMatch(label -> !label.isEmpty() && label.length() <= LONGEST_LABEL);
    } catch (IllegalArgumentException noName) {
      return false;
    }
  }

  /** Asks for an IPv4 address, recursion wanted. */
  static byte[] addressOf(String name, int id) {
    String ascii = IDN.toASCII(name);
    byte[] question = new byte[HEADER + ascii.length() + 2 + 4];
    question[0] = (byte) (id >> 8);
    question[1] = (byte) id;
    question[2] = 1;
    question[5] = 1;
    int at = HEADER;
    for (String label : ascii.split("\\.", -1)) {
      question[at++] = (byte) label.length();
      for (int i = 0; i < label.length(); i++) {
        question[at++] = (byte) label.charAt(i);
      }
    }
    question[at + 2] = 1;
    question[at + 4] = 1;
    return question;
  }

  /** Empty: it answers the question of that id with at least one record. */
  static Optional<String> whatIsWrong(byte[] answer, int id) {
    if (answer.length < HEADER || unsigned(answer, 0) != id || (answer[2] & 0x80) == 0) {
      return Optional.of("the answer is no answer to the question");
    }
    int error = answer[3] & 0x0f;
    if (error != 0) {
      return Optional.of(error < ERRORS.length ? ERRORS[error] : "the server says error " + error);
    }
    return unsigned(answer, 6) == 0 ? Optional.of("the name has no address") : Optional.empty();
  }

  private static int unsigned(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
