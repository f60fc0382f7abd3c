/**
 * When a quantity that rises towards a limit will reach it: floors of saw-teeth, a trend test and a
 * robust slope. Imports nothing else of the engine.
 */
package dev.forebell.collector.engine.forecast;
