/**
 * Executes a template: its schedules fire, its rules match, its table's stream flows, and each
 * invokes the very handler classes that run on Lambda. Start with {@link
 * dev.ecsjobs.local.engine.LocalEngine}.
 */
package dev.ecsjobs.local.engine;
