package dev.forebell.collector.engine.forecast;

/** One alarm on a disk, in minutes of its life. */
record Alarm(int from, int to) {}
