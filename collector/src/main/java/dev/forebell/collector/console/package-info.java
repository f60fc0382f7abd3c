/**
 * The live board: one page of plain modules and styles from the class path, and its texts. May
 * import {@code port}, Vert.x and the JDK; the page itself talks to the HTTP interface only. Guards
 * and headers are set by whoever mounts it behind the interface's own.
 */
package dev.forebell.collector.console;
