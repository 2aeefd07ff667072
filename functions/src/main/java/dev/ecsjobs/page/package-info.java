/**
 * Draws jobs and runs: records in, HTML with inline SVG out, all text escaped, no script. Two hosts
 * show it: the local page and a CloudWatch dashboard's custom widget. Imports the JDK, {@code
 * engine} and below only; start with {@link dev.ecsjobs.page.JobsView}.
 */
package dev.ecsjobs.page;
