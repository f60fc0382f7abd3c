package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;

/**
 * Why a command is not carried out.
 *
 * @param sentence for a person
 */
record Refusal(Reason reason, String sentence) {
  static Refusal illegal(String sentence) {
    return new Refusal(Reason.ILLEGAL_IN_STATE, sentence);
  }

  static Refusal malformed(String sentence) {
    return new Refusal(Reason.BAD_COMMAND, sentence);
  }
}
