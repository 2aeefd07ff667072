package dev.ecsjobs.local.services;

/** What a running task's health checks say, and, behind a load balancer, its port. */
public enum Health {
  /** They have not said anything yet. */
  UNKNOWN,
  /** All is well, or nobody checks. */
  HEALTHY,
  UNHEALTHY
}
