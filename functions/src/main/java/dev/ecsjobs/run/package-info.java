/**
 * One run and everything that is decided about it. Pure: no clock, no chance, no input or output;
 * imports the JDK, {@code job} and {@code retry} only.
 *
 * <p>Start reading at {@link dev.ecsjobs.run.Run}: {@code decide} answers a {@link
 * dev.ecsjobs.run.Signal} (something happened outside) with a {@link dev.ecsjobs.run.Decision}:
 * {@link dev.ecsjobs.run.RunEvent}s to record, {@link dev.ecsjobs.run.Effect}s to perform, and a
 * reason.
 */
package dev.ecsjobs.run;
