/** Reads a SAM {@code template.yaml} and resolves it for one machine. */
package dev.ecsjobs.local.template;
