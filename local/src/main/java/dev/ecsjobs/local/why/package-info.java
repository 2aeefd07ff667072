/**
 * Why a job ran at a time, or did not: always an answer, from the record and the schedule. Knows no
 * command line. Start with {@link dev.ecsjobs.local.why.Inquiry}.
 */
package dev.ecsjobs.local.why;
