/** The commands of {@code ecsjobs}: what each is given, does and prints. */
package dev.ecsjobs.local.cli;
