/**
 * An event-driven, serverless job runner for Amazon ECS.
 *
 * <p>Packages, lowest first: {@code schedule} and {@code retry}, {@code job}, {@code run} (start
 * reading here), {@code history}, {@code engine}; then the edge, {@code aws} and {@code lambda}.
 * Here are only the three types all of them share.
 */
package dev.ecsjobs;
