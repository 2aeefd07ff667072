/**
 * Whether a failure is retried, when, and why. Imports the JDK only. Start with {@link
 * dev.ecsjobs.retry.RetryPolicy}.
 */
package dev.ecsjobs.retry;
