/**
 * What to run, how to retry and how long to wait: the job and the JSON document it is written in.
 * Imports the JDK and {@code retry} only. Start with {@link dev.ecsjobs.job.Job}.
 */
package dev.ecsjobs.job;
