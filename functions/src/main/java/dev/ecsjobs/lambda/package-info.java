/**
 * The Lambda functions: each handler translates an event into a signal and gives it to the engine.
 * {@link dev.ecsjobs.lambda.Wiring} is the only place that reads the environment.
 */
package dev.ecsjobs.lambda;
