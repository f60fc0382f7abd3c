/**
 * Per host: samples, link facts and time become conditions. Imports {@code condition}, and {@code
 * forecast} and {@code calendar} for what will happen in service time; never sees {@code incident}.
 */
package dev.forebell.collector.engine.detect;
