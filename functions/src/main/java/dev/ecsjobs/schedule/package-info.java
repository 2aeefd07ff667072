/**
 * When a job runs: the three schedule expressions of EventBridge Scheduler and their arithmetic.
 */
package dev.ecsjobs.schedule;
