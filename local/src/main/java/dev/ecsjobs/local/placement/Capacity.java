package dev.ecsjobs.local.placement;

/** What a task is to run on: a launch type, or capacity providers by base and weight. */
public sealed interface Capacity permits LaunchType, CapacityStrategy {}
