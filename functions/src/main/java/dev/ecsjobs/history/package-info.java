/**
 * What is kept of runs that ended: a line for each, and a roll-up per job. Imports the JDK, {@code
 * run} and below only. Start with {@link dev.ecsjobs.history.RunSummary}.
 */
package dev.ecsjobs.history;
