package dev.forebell.agent.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One file as the spool uses it. */
interface SpoolFile extends Closeable {
  /** Writes all of {@code bytes} at {@code position}. */
  void write(long position, ByteBuffer bytes) throws IOException;

  /** Reads until {@code into} is full or the file ends; bytes read. */
  int read(long position, ByteBuffer into) throws IOException;

  /** What was written survives a power loss. After a failure the file must not be synced again. */
  void sync() throws IOException;

  long size() throws IOException;
}
