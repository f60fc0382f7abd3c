package dev.forebell.agent;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where batches are kept until the collector has them.
 *
 * @param bytes on disk at most
 * @param age what was sampled longer ago is dropped unsent
 */
record SpoolSettings(Path folder, long bytes, Duration age) {}
