package dev.forebell.agent.textfile;

/** What is wrong with a textfile, and where. */
final class TextfileMistake extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  TextfileMistake(int line, int column, String what, String expected) {
    super(what + "; expected " + expected);
    this.line = line;
    this.column = column;
  }

  /** {@code name:line:column: what; expected ...}. */
  String in(String file) {
    return file + ":" + line + ":" + column + ": " + getMessage();
  }
}
