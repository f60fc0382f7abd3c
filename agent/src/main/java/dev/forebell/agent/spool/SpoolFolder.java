package dev.forebell.agent.spool;

import java.io.IOException;
import java.util.List;

/**
 * The folder the spool lives in, with one folder in it for what is put aside; or a simulated one.
 */
interface SpoolFolder {
  /** Free space of the file system. */
  record Space(long usableBytes, long totalBytes) {}

  /**
   * Makes the folder ready for this process alone; again without effect.
   *
   * @throws SpoolInUse when another agent has it
   * @throws IOException when it cannot be written
   */
  void claim() throws IOException;

  /** Files in it, in name order, without those put aside. */
  List<String> names() throws IOException;

  /** Files put aside, in name order. */
  List<String> namesAside() throws IOException;

  SpoolFile create(String name) throws IOException;

  SpoolFile open(String name) throws IOException;

  long size(String name) throws IOException;

  void delete(String name) throws IOException;

  /** Puts one file in the place of another, at once. */
  void replace(String name, String with) throws IOException;

  /** Puts a file aside under another name. */
  void putAside(String name, String as) throws IOException;

  SpoolFile openAside(String name) throws IOException;

  long sizeAside(String name) throws IOException;

  void takeBack(String name, String as) throws IOException;

  void deleteAside(String name) throws IOException;

  /** Files that were made or renamed survive a power loss. */
  void syncNames() throws IOException;

  Space space() throws IOException;

  void release();
}
