/**
 * AWS Copilot's scheduled jobs become jobs of {@code template.yaml}: {@link
 * dev.ecsjobs.local.copilot.ImportedJob}. What a manifest may say is documented at
 * https://aws.github.io/copilot-cli/docs/manifest/scheduled-job/.
 */
package dev.ecsjobs.local.copilot;
