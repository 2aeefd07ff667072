/**
 * What ECS thinks of a task definition: pure, in the SDK's own model.
 *
 * <p>Start reading at {@link dev.ecsjobs.local.ecs.definition.DefinitionRules}. The wording is
 * ECS's own wherever somebody published what ECS said to them; not seen anywhere, and so in our
 * words, are the cycle of {@code dependsOn}, port mappings with {@code networkMode=none}, ports and
 * conditions that are none, and an unknown network mode.
 */
package dev.ecsjobs.local.ecs.definition;
