package dev.forebell.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory. What was not synced is lost at a power cut, or torn at 512 bytes, or there all
 * the same; any operation can be made to fail; after a failed sync the next one reports success
 * although nothing was written, as the kernel does.
 */
final class SimulatedFolder implements SpoolFolder {
  private static final int SECTOR = 512;

  /** One write since the last sync. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Unsynced(long position, byte[] bytes) {}

  private static final class Inode {
    private byte[] durable = new byte[0];
    private byte[] content = new byte[0];
    private final List<Unsynced> unsynced = new ArrayList<>();
    private boolean syncFailed;
  }

  private TreeMap<String, Inode> files = new TreeMap<>();
  private final TreeMap<String, Inode> aside = new TreeMap<>();
  private TreeMap<String, Inode> durableNames = new TreeMap<>();

  private Optional<IOException> failure = Optional.empty();
  private int failAfter = Integer.MAX_VALUE;
  private boolean failOnce;
  private int syncsToFail;
  private long usable = 10L << 30;
  private boolean lockedElsewhere;
  private int syncsAfterFailure;
  private int deletes;

  /** From the n-th operation on that changes anything, all fail; {@code once}: only that one. */
  void failFrom(int operation, IOException with, boolean once) {
    failAfter = operation;
    failure = Optional.of(with);
    failOnce = once;
  }

  void failSyncs(int count) {
    syncsToFail = count;
  }

  void heal() {
    failAfter = Integer.MAX_VALUE;
    failure = Optional.empty();
  }

  void usable(long bytes) {
    usable = bytes;
  }

  void lockElsewhere() {
    lockedElsewhere = true;
  }

  /** Syncs of a file whose sync had failed: there must be none. */
  int syncsAfterFailure() {
    return syncsAfterFailure;
  }

  int deletes() {
    return deletes;
  }

  byte[] content(String name) {
    return file(files, name).content;
  }

  void content(String name, byte[] bytes) {
    Inode inode = files.computeIfAbsent(name, _ -> new Inode());
    inode.content = bytes;
    inode.durable = bytes;
    durableNames.put(name, inode);
  }

  /** The disk after the power came back. */
  void powerCut(Random random) {
    files = new TreeMap<>(durableNames);
    files.values().forEach(inode -> cut(inode, random));
    heal();
  }

  private static void cut(Inode inode, Random random) {
    byte[] survived = inode.durable;
    for (Unsynced write : inode.unsynced) {
      for (int at = 0; at < write.bytes().length; ) {
        long position = write.position() + at;
        int sector = (int) Math.min(write.bytes().length - at, SECTOR - position % SECTOR);
        // lost, written, or the size grew and the data did not
        switch (random.nextInt(3)) {
          case 0 -> survived = put(survived, position, write.bytes(), at, sector);
          case 1 -> survived = put(survived, position, new byte[write.bytes().length], at, sector);
          default -> {}
        }
        at += sector;
      }
    }
    inode.durable = survived;
    inode.content = survived;
    inode.unsynced.clear();
    inode.syncFailed = false;
  }

  private static byte[] put(byte[] old, long position, byte[] bytes, int from, int length) {
    byte[] next = Arrays.copyOf(old, (int) Math.max(old.length, position + length));
    System.arraycopy(bytes, from, next, (int) position, length);
    return next;
  }

  private void change() throws IOException {
    if (failure.isPresent() && --failAfter <= 0) {
      IOException cause = failure.get();
      if (failOnce) {
        heal();
      }
      throw cause;
    }
  }

  private static Inode file(Map<String, Inode> in, String name) {
    return Optional.ofNullable(in.get(name)).orElseThrow(() -> new AssertionError(name));
  }

  private static Inode existing(Map<String, Inode> in, String name) throws NoSuchFileException {
    Inode inode = in.get(name);
    if (inode == null) {
      throw new NoSuchFileException(name);
    }
    return inode;
  }

  @Override
  public void claim() throws IOException {
    if (lockedElsewhere) {
      throw new SpoolInUse("another agent (process 1) works in here");
    }
    change();
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public List<String> namesAside() {
    return List.copyOf(aside.keySet());
  }

  @Override
  public SpoolFile create(String name) throws IOException {
    change();
    if (files.containsKey(name)) {
      throw new AssertionError("exists already: " + name);
    }
    Inode inode = new Inode();
    files.put(name, inode);
    return new Handle(inode);
  }

  @Override
  public SpoolFile open(String name) throws IOException {
    return new Handle(existing(files, name));
  }

  @Override
  public long size(String name) throws IOException {
    return existing(files, name).content.length;
  }

  @Override
  public void delete(String name) throws IOException {
    change();
    deletes++;
    files.remove(name);
    durableNames.remove(name);
  }

  @Override
  public void replace(String name, String with) throws IOException {
    change();
    Inode inode = existing(files, with);
    files.remove(with);
    files.put(name, inode);
    durableNames.put(name, inode);
  }

  @Override
  public void putAside(String name, String as) throws IOException {
    change();
    aside.put(as, existing(files, name));
    files.remove(name);
    durableNames.remove(name);
  }

  @Override
  public SpoolFile openAside(String name) throws IOException {
    return new Handle(existing(aside, name));
  }

  @Override
  public long sizeAside(String name) throws IOException {
    return existing(aside, name).content.length;
  }

  @Override
  public void takeBack(String name, String as) throws IOException {
    change();
    Inode inode = existing(aside, name);
    aside.remove(name);
    files.put(as, inode);
    durableNames.put(as, inode);
  }

  @Override
  public void deleteAside(String name) throws IOException {
    change();
    aside.remove(name);
  }

  @Override
  public void syncNames() throws IOException {
    change();
    durableNames = new TreeMap<>(files);
  }

  @Override
  public Space space() {
    return new Space(usable, 20L << 30);
  }

  @Override
  public void release() {}

  private final class Handle implements SpoolFile {
    private final Inode inode;

    Handle(Inode inode) {
      this.inode = inode;
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      try {
        change();
      } catch (IOException e) {
        // a full disk takes a part of it
        byte[] part = Arrays.copyOf(copy, copy.length / 2);
        inode.content = put(inode.content, position, part, 0, part.length);
        inode.unsynced.add(new Unsynced(position, part));
        throw e;
      }
      inode.content = put(inode.content, position, copy, 0, copy.length);
      inode.unsynced.add(new Unsynced(position, copy));
    }

    @Override
    public int read(long position, ByteBuffer into) {
      int count = Math.clamp(inode.content.length - position, 0, into.remaining());
      if (count > 0) {
        into.put(inode.content, (int) position, count);
      }
      return count;
    }

    @Override
    public void sync() throws IOException {
      if (inode.syncFailed) {
        syncsAfterFailure++;
        inode.unsynced.clear();
        return;
      }
      try {
        change();
        if (syncsToFail > 0) {
          syncsToFail--;
          throw new IOException("Input/output error");
        }
      } catch (IOException e) {
        inode.syncFailed = true;
        throw e;
      }
      inode.durable = inode.content;
      inode.unsynced.clear();
    }

    @Override
    public long size() {
      return inode.content.length;
    }

    @Override
    public void close() {}
  }
}
