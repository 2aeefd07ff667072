/** The {@code ecsjobs} command line and the local engine that executes {@code template.yaml}. */
package dev.ecsjobs.local;
