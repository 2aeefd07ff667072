/**
 * Runs that people ask for: a job's document as its schedule sends it, changed as they want it.
 * Knows no command line. Start with {@link dev.ecsjobs.local.request.RunRequest}.
 */
package dev.ecsjobs.local.request;
