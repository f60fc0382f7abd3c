package dev.forebell.agent.spool;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * What was put aside for people to look at: damaged files, batches that the collector refused, and
 * files of another format, which an agent that knows it takes back. Bounded: the oldest go.
 */
final class Aside {
  static final String DAMAGED = ".damaged";
  static final String REFUSED = ".refused";

  private static final System.Logger LOG = System.getLogger(Aside.class.getName());
  private static final int MOST_FILES = 64;

  private final SpoolFolder folder;
  private final long mostBytes;
  private long bytes;
  private long files;

  Aside(SpoolFolder folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  void put(Segment segment, String suffix, String why) throws IOException {
    put(segment.name(), segment.name().replace(Segment.SUFFIX, suffix), why);
  }

  void put(String name, String as, String why) throws IOException {
    folder.putAside(name, as);
    LOG.log(Level.WARNING, "spool: {0} was put aside as quarantine/{1}: {2}", name, as, why);
    look();
  }

  /** Counts what is there and bounds it. */
  void look() throws IOException {
    List<String> names = folder.namesAside();
    files = names.size();
    bytes = 0;
    for (String name : names) {
      bytes += folder.sizeAside(name);
    }
    for (String oldest : names) {
      if (files <= MOST_FILES && bytes <= mostBytes) {
        return;
      }
      bytes -= folder.sizeAside(oldest);
      files--;
      folder.deleteAside(oldest);
      LOG.log(
          Level.WARNING, "spool: quarantine/{0} was deleted to make room for newer ones", oldest);
    }
  }

  /** Files of a format that this agent has learned meanwhile come back. */
  void takeBack() throws IOException {
    for (String name : folder.namesAside()) {
      if (SpoolScan.isSegment(name)) {
        boolean known;
        try (SpoolFile file = folder.openAside(name)) {
          known = SegmentHeader.read(SpoolScan.firstBytes(file)) instanceof SegmentHeader.Read.Good;
        }
        if (known) {
          folder.takeBack(name, name);
          LOG.log(Level.INFO, "spool: {0} can be read again and was taken back", name);
        }
      }
    }
  }

  long bytes() {
    return bytes;
  }

  long files() {
    return files;
  }
}
