/**
 * What a build wrote down about itself. Reads class-path resources and imports nothing of the
 * project.
 */
package dev.forebell.common.build;
