package dev.forebell.collector.app;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/**
 * Keeps the collector's memory in proportion to its fleet. The serial collector of garbage lets the
 * old generation grow to the limit of the heap before it looks what in there still lives, and what
 * hosts said last always comes to lie there: a quarter of the machine would fill up in time. So it
 * is asked to look when there is {@link #ROOM_PERCENT} of what lived the last time. Other
 * collectors of garbage see to that themselves and are left alone.
 */
public final class HeapKeeper implements AutoCloseable {
  /** So much may always lie there: a small fleet's garbage is not worth a look. */
  private static final long LEAST = 96L << 20;

  /** Less would be looked at too often, more is what nobody wants to give a watchman. */
  private static final int ROOM_PERCENT = 160;

  private static final String OLD_GENERATION = "Tenured Gen";

  private final MemoryPoolMXBean pool;
  private final NotificationEmitter memory;
  private final NotificationListener listener = this::told;

  private HeapKeeper(MemoryPoolMXBean pool, NotificationEmitter memory) {
    this.pool = pool;
    this.memory = memory;
  }

  /** Watches from now on; empty: this virtual machine needs no watching. */
  public static Optional<HeapKeeper> start() {
    if (!(ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter memory)) {
      return Optional.empty();
    }
    Optional<HeapKeeper> keeper =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals(OLD_GENERATION))
            .filter(MemoryPoolMXBean::isUsageThresholdSupported)
            .findFirst()
            .map(pool -> new HeapKeeper(pool, memory));
    keeper.ifPresent(HeapKeeper::watch);
    return keeper;
  }

  private void watch() {
    memory.addNotificationListener(listener, null, null);
    pool.setUsageThreshold(limit(pool.getUsage().getUsed()));
  }

  private void told(Notification notification, Object handback) {
    if (notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
      System.gc();
      pool.setUsageThreshold(limit(pool.getUsage().getUsed()));
    }
  }

  /** How much may lie there until the next look, after one that left so much. */
  private long limit(long living) {
    long most = pool.getUsage().getMax();
    long wanted = Math.max(LEAST, living / 100 * ROOM_PERCENT);
    return most < 0 ? wanted : Math.min(wanted, most);
  }

  @Override
  public void close() {
    pool.setUsageThreshold(0);
    try {
      memory.removeNotificationListener(listener);
    } catch (ListenerNotFoundException e) {
      throw new IllegalStateException("it listened from the start", e);
    }
  }
}
