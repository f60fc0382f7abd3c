/** When certificates expire, those in files and those that servers show. */
package dev.forebell.agent.certificate;
