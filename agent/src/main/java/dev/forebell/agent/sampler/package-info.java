/**
 * When the probes are asked, and what their answers make together. Imports the probe interface and
 * the model; neither OSHI nor Netty.
 */
package dev.forebell.agent.sampler;
